import { compileForecast, type FittedRecipe, forecast, outputsOf } from '@headway/learn'
import type { MadeRows } from '../made-rows.ts'
import { timed } from '../measured.ts'
import { tableOf } from './rows.ts'
import type { Done, Loaded } from './task.ts'

const CALLS = 20_000

/** Seconds of one forecast of one row at a time, compiled where that is possible. */
export async function oneRow({ fitted, test, repeats = 1, clock }: Loaded): Promise<Done> {
  const call = callsOf(fitted!, test!)
  call(CALLS)
  const { cpu, wall } = await timed(clock, repeats, () => call(CALLS))
  return { cpu: cpu / CALLS, wall: wall / CALLS, figures: {} }
}

/** Forecasts as many rows as asked, one at a time, turn about, into one array; the sum keeps the work from being left out. */
export function callsOf(fitted: FittedRecipe, test: MadeRows): (calls: number) => number {
  const one = compileForecast(fitted) ?? plain(fitted)
  const into = new Float64Array(outputsOf(fitted.task))
  const rows = Array.from({ length: Math.min(1000, test.y.length) }, (_, i) => test.columns.map(values => values[i]!))
  return calls => {
    const sum = new Float64Array(1)
    for (let c = 0; c < calls; c++) sum[0]! += one(rows[c % rows.length]!, into)[0]!
    return sum[0]!
  }
}

/** A table of one row that is written anew for every forecast. */
function plain(fitted: FittedRecipe): NonNullable<ReturnType<typeof compileForecast>> {
  const cells = fitted.inputs.map(() => new Float64Array(1))
  const table = tableOf({ columns: cells })
  const values = table.columns.map(column => (column.kind === 'numeric' ? column.values : cells[0]!))
  return row => {
    for (let j = 0; j < values.length; j++) values[j]![0] = row[j]!
    return forecast(fitted, table).data
  }
}
