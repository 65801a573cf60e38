import type { Records } from '@headway/campus'
import { columnOf } from '@headway/learn'
import { indicatorsFor } from '../../packages/campus/src/indicators/index.ts'
import type { Delays } from '../../packages/campus/src/moment/cut.ts'
import { datasetAt } from '../../packages/campus/src/moment/dataset-at.ts'
import { type Connection, queryAt } from './duckdb-query.ts'

export interface Agreement {
  readonly cells: number
  readonly columns: number
  /** Largest difference, relative to the larger of 1 and the value; `Number.MAX_VALUE` where only one of the two has a value. */
  readonly worst: number
  readonly worstColumn: string
}

/** Every column of every enrolment at these weeks, ours beside DuckDB's. */
export async function compareValues(
  records: Records,
  connection: Connection,
  weeks: readonly number[],
  delays: Delays,
): Promise<Agreement> {
  const { kinds } = records.resources
  const names = indicatorsFor(kinds).map(i => i.name)
  let cells = 0
  let worst = -1
  let worstColumn = ''
  for (const week of weeks) {
    const { table } = datasetAt(records, { kind: 'day', day: 7 * week }, delays).dataset
    const theirs = await queryAt(connection, kinds, 7 * week, delays)
    names.forEach((name, j) => {
      const column = columnOf(table, name)
      if (column.kind !== 'numeric' || theirs[j]!.length !== table.rows) throw new Error(`${name} has other rows in DuckDB.`)
      const difference = largestDifference(column.values, theirs[j]!)
      cells += table.rows
      if (difference > worst) [worst, worstColumn] = [difference, name]
    })
  }
  return { cells, columns: names.length, worst, worstColumn }
}

function largestDifference(ours: Float64Array, theirs: Float64Array): number {
  let largest = 0
  for (let r = 0; r < ours.length; r++) {
    const [a, b] = [ours[r]!, theirs[r]!]
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.MAX_VALUE
    if (a !== b && !Number.isNaN(a)) largest = Math.max(largest, Math.abs(a - b) / Math.max(1, Math.abs(b)))
  }
  return largest
}
