import type { Table } from '@headway/learn'
import type { Codebook } from './codebook/codebook.ts'

/**
 * One immutable version of the records: a table whose columns stand in codebook order. Nominal and ordinal fields are categorical
 * columns whose levels are the codebook's code values in its order; quantities are numeric; identifiers are categorical with the
 * values found. Missing as in `Table`.
 */
export interface Dataset {
  readonly codebook: Codebook
  readonly table: Table
  /** sha256 (hex) of codebook and cells: same content, same hash, whatever file it came from. */
  readonly hash: string
  /** Made by `headway generate`, not by people. Never mixed with real records. */
  readonly synthetic: boolean
}

/** Cells as text, before the codebook has read them: what `ingest` hands over. */
export interface RawTable {
  readonly file: string
  readonly names: readonly string[]
  readonly columns: readonly (readonly string[])[] // [columns][rows]; '' is an empty cell
  readonly lines: Int32Array // [rows] line of the file on which each row begins, from 1
}

/** One row that was not taken, and why: nothing is dropped in silence. */
export interface Refusal {
  readonly file: string
  readonly line: number
  readonly column?: string
  readonly code: RefusalCode
  readonly expected: string
  readonly got: string
  readonly remedy: string
}

export type RefusalCode =
  | 'unknown_code'
  | 'out_of_range'
  | 'wrong_type'
  | 'missing_key'
  | 'duplicate_key'
  | 'synthetic_row'
  | 'wrong_width'
  | 'bad_quotes'

/** What reading a raw table by a codebook gives. */
export interface Reading {
  readonly dataset: Dataset
  readonly lines: Int32Array // [rows of the dataset] where each stood in the file
  /** One per row that was not taken. */
  readonly refused: readonly Refusal[]
  /** Rows that repeat an earlier row of the file, cell by cell, under the same key; taken once. */
  readonly identical: number
}
