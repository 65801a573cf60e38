import type { RawTable, Refusal } from '@headway/campus'

/** A file's cells as text, the rows that could not be taken apart, and what else a person may want to know. */
export interface RawFile {
  readonly raw: RawTable
  readonly refused: readonly Refusal[]
  readonly notes: readonly string[]
}
