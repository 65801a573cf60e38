import { datasetAt } from '@headway/campus'
import { readRecords } from '@headway/ingest'
import { compareValues } from './compare-values.ts'
import { loadTables, queryAt } from './duckdb-query.ts'

export const WEEKS = [0, 2, 4, 8, 12] as const
const DELAYS = { marking: 14, results: 14 }

/** One process of its own, on a folder of `writeRecords`: work.ts ours|peer|compare <folder>. What it found is its last line. */
if (import.meta.main) {
  const [who, folder] = process.argv.slice(2)
  const records = await readRecords(folder!)
  const { kinds } = records.resources
  if (who === 'ours') {
    report(await timed(day => datasetAt(records, { kind: 'day', day }, DELAYS)))
  } else {
    const connection = await loadTables(records, folder!)
    if (who === 'peer') report(await timed(day => queryAt(connection, kinds, day, DELAYS)))
    else report(await compareValues(records, connection, WEEKS, DELAYS))
  }
}

/** Seconds for all the moments together. */
async function timed(at: (day: number) => unknown): Promise<number> {
  const began = performance.now()
  for (const week of WEEKS) await at(7 * week)
  return (performance.now() - began) / 1000
}

function report(found: unknown): void {
  console.log(JSON.stringify(found))
}
