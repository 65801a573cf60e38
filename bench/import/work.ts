import { importRecords, writeRecords } from '@headway/ingest'
import { duckDbAlone } from './duckdb-alone.ts'

/** What a child process says on its last line. */
export interface Measured {
  readonly seconds: number
  readonly maxRssMB: number
  readonly events: number
}

/** One import in a process of its own: work.ts ours|peer <folder> <out>. */
const [who, folder, out] = process.argv.slice(2)
const began = performance.now()
const events = who === 'ours' ? await ours(folder!, out!) : await duckDbAlone(folder!, out!)
const seconds = (performance.now() - began) / 1000
console.log(JSON.stringify({ seconds, maxRssMB: process.resourceUsage().maxRSS / 1024, events } satisfies Measured))

async function ours(from: string, to: string): Promise<number> {
  const { records, counts } = await importRecords(from)
  await writeRecords(records, to)
  return counts.eventRows
}
