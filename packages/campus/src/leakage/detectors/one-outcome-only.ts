import { wilsonInterval } from '@headway/learn'
import type { Detector } from '../suspect.ts'

const FEWEST = 30 // recorded rows, and missing ones
const PURE = 0.95

/**
 * A column that is recorded (or missing) almost only where one outcome happened: a date of leaving, the mark of a last examination.
 * Suspected when the event's share among recorded, or among missing, rows is above 95 % or below 5 % with its 95 % interval, while it
 * is not in the rest.
 */
export const oneOutcomeOnly: Detector = {
  kind: 'recorded for one outcome only',
  byCourse: true,
  evidence({ column, event, where, computed }) {
    if (computed) return undefined
    const isRecorded = column.kind === 'numeric' ? (i: number) => !Number.isNaN(column.values[i]) : (i: number) => column.codes[i]! >= 0
    const recorded = { n: 0, events: 0 }
    const missing = { n: 0, events: 0 }
    event.forEach((e, i) => {
      const side = isRecorded(i) ? recorded : missing
      side.n++
      side.events += e
    })
    if (recorded.n < FEWEST || missing.n < FEWEST) return undefined
    const pure = [recorded, missing].map(purityOf)
    if (pure[0] === pure[1]) return undefined
    const said = `the event happened in ${percent(recorded)} of the ${recorded.n} rows where it is recorded and in ${percent(missing)} of the ${missing.n} where it is not${where}`
    return said
  },
}

interface Side {
  readonly n: number
  readonly events: number
}

function purityOf({ n, events }: Side): 'all' | 'none' | 'mixed' {
  const { low, high } = wilsonInterval(events, n)
  return low > PURE ? 'all' : high < 1 - PURE ? 'none' : 'mixed'
}

function percent({ n, events }: Side): string {
  return `${Math.round((1000 * events) / n) / 10} %`
}
