import type { Codebook } from '@headway/campus'
import type { Mapping } from './mapping/mapping.ts'
import type { RefusedRows } from './refused-rows.ts'

/**
 * How one system's export becomes records: which files it has, and what to select from them. A preset neither checks nor counts; that
 * is the same for all and happens afterwards. A new one: its file, and a line in `presets.ts`.
 */
export interface Preset {
  readonly name: string
  readonly title: string
  readonly sources: readonly Source[]
  /** Cell texts that mean "not recorded", besides the empty cell. */
  readonly missing: readonly string[]
  readonly staging: Staging
  /** What the columns of `enrolment` mean; courses and terms are those found, terms in order of time. */
  codebook(courses: readonly string[], terms: readonly string[]): Codebook
  /** Rows that no SELECT above would miss: a query for their `line` and what they say (`got`). */
  readonly checks: readonly ({ readonly from: string; readonly select: string } & Pick<RefusedRows, 'code' | 'expected' | 'remedy'>)[]
  /** What is assumed because the files do not say it. */
  readonly assumptions: readonly string[]
  /** What it was made from, where a person said which column is what. */
  readonly mapping?: Mapping
}

/**
 * A kind of file. Its columns are exactly these, in any order; in the database it is a table or view of its name, with all cells as
 * texts and the line of each (`line`) where it is a small CSV file.
 */
export interface Source {
  readonly name: string
  readonly columns: readonly string[]
  /** Where it may stand, the first found is taken. `*` in a path: every folder or file there. */
  readonly paths: readonly string[]
  /** Too large to be held: read when it is needed, without lines. Parquet files keep their types. */
  readonly large?: boolean
}

/** One table of the canonical form: the source to name when a row is refused, and the SELECT that fills it. */
export interface Staged {
  readonly from: string
  /** What to name instead, where its rows come from several sources. */
  readonly called?: string
  readonly select: string
}

/**
 * The canonical form. Each SELECT gives the columns named here, by name, and `line` (all but `activity` and `term`). Numbers may be
 * texts; what is none is refused later, with its line. Days are days of term.
 */
export interface Staging {
  /** name, start: days from 1 January 1970 to day 0 */
  readonly term: Staged
  /** course, term, days */
  readonly section: Staged
  /** registered, withdrawn, and the columns of the codebook: keys, attributes, outcome */
  readonly enrolment: Staged
  /** id, kind */
  readonly resource: Staged
  /** course, term, student, resource, day, amount */
  readonly activity: Staged
  /** id, course, term, kind, due, weight, final (true or false) */
  readonly assessment: Staged
  /** assessment, student, day, score, banked ('0' or '1') */
  readonly submission: Staged
}
