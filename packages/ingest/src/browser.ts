/** What of this package needs no Node: the entry `@headway/ingest/browser`. */
export { importCsv } from './import-csv.ts'
export type { Imported } from './import-raw.ts'
