import type { Table } from '@headway/learn'
import type { Codebook } from '../codebook/codebook.ts'

/**
 * One immutable version of what an institution holds over several terms: a dataset of tables and events. Columnar throughout, so that
 * ten million events stay typed arrays. Times are whole days: day 0 is the first day of the term, earlier days are negative; the term
 * says which date its day 0 is. Positions are numbers into the lists (`section`, `student` …), −1 or NaN where nothing is recorded.
 */
export interface Records {
  /**
   * What the columns of `enrolments.table` mean: keys (student, course, term), what is known of the student at registration, and the
   * outcome (role target). Held in codebook order.
   */
  readonly codebook: Codebook
  readonly terms: readonly Term[] // in order of their start
  readonly courses: readonly string[]
  readonly sections: readonly Section[]
  readonly students: readonly string[]
  readonly enrolments: Enrolments
  readonly resources: Resources
  readonly activity: Activity
  readonly assessments: readonly Assessment[]
  readonly submissions: Submissions
  /** What was assumed because the files do not say it ("terms B start on 1 February"); printed in every report. */
  readonly assumptions: readonly string[]
  /** sha256 (hex) of all of it: same content, same hash, whatever files it came from. */
  readonly hash: string
  /** Made by a program, not by people. */
  readonly synthetic: boolean
}

/** One academic session. */
export interface Term {
  readonly name: string // "2014J"
  readonly start: number // days from 1 January 1970 to its day 0
}

/** A course in a term. */
export interface Section {
  readonly course: number
  readonly term: number
  readonly days: number // its length: results belong to day `days`
}

/** Sorted by section, then student; one row per student and section. */
export interface Enrolments {
  readonly table: Table // [n] the codebook's columns
  readonly student: Int32Array // [n]
  readonly section: Int32Array // [n]
  readonly registered: Float64Array // [n] day of term; NaN: not recorded
  readonly withdrawn: Float64Array // [n] day of term; NaN: did not withdraw, or no date is recorded
}

/** What is clicked on, by kind ("forum", "quiz"). */
export interface Resources {
  readonly kinds: readonly string[]
  readonly kind: Int32Array // [resources]
}

/** Events, sorted by enrolment, day and resource: those of enrolment i lie from `starts[i]` to before `starts[i + 1]`. */
export interface Activity {
  readonly starts: Int32Array // [n + 1]
  readonly day: Int16Array // [events]
  readonly resource: Int32Array // [events]
  readonly amount: Float32Array // [events] clicks, minutes …: above 0
}

/** One piece of assessed work of a section. */
export interface Assessment {
  readonly section: number
  readonly kind: string // "TMA"
  readonly due: number // day of term; NaN: not recorded
  readonly weight: number // share of the mark, in percent; NaN: not recorded
  /** Final examinations are too close to the outcome: no indicator ever sees them. */
  readonly final: boolean
}

/** Sorted by enrolment and day: those of enrolment i lie from `starts[i]` to before `starts[i + 1]`. */
export interface Submissions {
  readonly starts: Int32Array // [n + 1]
  readonly assessment: Int32Array // [submissions]
  readonly day: Int16Array // [submissions]
  readonly score: Float64Array // [submissions] 0 to 100; NaN: none recorded
  /** 1: carried over from an earlier attempt, not made in this term. */
  readonly banked: Uint8Array // [submissions]
}
