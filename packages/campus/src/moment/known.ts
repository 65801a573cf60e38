import type { Table } from '@headway/learn'

declare const cutAt: unique symbol

/**
 * What is known at the prediction moment, and nothing else: `cut` copies it out of the records, so that what came later is not there
 * to be used. The only thing indicators are computed from. Rows are the enrolments in the population: registered by the moment and not
 * gone before it.
 */
export interface Known {
  readonly rows: number
  /** Positions in the records, to find what belongs to a row; indicators have no records to look into. */
  readonly enrolment: Int32Array // [n]
  readonly student: Int32Array // [n]
  readonly section: Int32Array // [n]
  readonly course: Int32Array // [n]
  readonly term: Int32Array // [n] rising with time
  /** The moment: this day of the row's term, known to its end. */
  readonly day: Int32Array // [n]
  readonly days: Int32Array // [n] length of the row's section
  readonly registered: Float64Array // [n] day of term; NaN: not recorded
  /** What registration says of the student: the codebook's columns but keys and outcome. */
  readonly attributes: Table // [n]
  readonly activity: KnownActivity
  readonly daily: Daily
  readonly schedule: Schedule
  readonly submissions: KnownSubmissions
  readonly earlier: Earlier
  /** Other courses of the same term in which the student is registered by this moment and has not withdrawn before it. */
  readonly alongside: Int32Array // [n]
  readonly resourceKinds: readonly string[]
  readonly [cutAt]: true
}

/** Events up to the moment; those of row i lie from `starts[i]` to before `starts[i + 1]`, by day. */
export interface KnownActivity {
  readonly starts: Int32Array // [n + 1]
  readonly day: Int16Array
  readonly resource: Int32Array
  readonly kind: Int32Array // of the resource
  readonly amount: Float32Array
}

/** The same, one entry per row and day with any activity. */
export interface Daily {
  readonly starts: Int32Array // [n + 1]
  readonly day: Int16Array
  readonly amount: Float64Array
  readonly resources: Int32Array // distinct ones on that day
}

/** Assessed work by section, final examinations left out, by due day. The plan of the term is known from its start. */
export interface Schedule {
  readonly starts: Int32Array // [sections + 1]
  readonly assessment: Int32Array // position in the records
  readonly due: Float64Array
  readonly weight: Float64Array
}

/** Submissions up to the moment, by day; those of row i lie from `starts[i]` to before `starts[i + 1]`. Final examinations are left out. */
export interface KnownSubmissions {
  readonly starts: Int32Array // [n + 1]
  readonly assessment: Int32Array
  readonly day: Int16Array
  readonly due: Float64Array
  readonly weight: Float64Array
  /** NaN where none is recorded, or the marking delay has not passed. */
  readonly score: Float64Array
  readonly banked: Uint8Array
}

/** The student's enrolments in earlier terms, oldest first; those of row i lie from `starts[i]` to before `starts[i + 1]`. */
export interface Earlier {
  readonly starts: Int32Array // [n + 1]
  readonly sameCourse: Uint8Array
  readonly termsAgo: Int32Array // at least 1
  /** Code of the outcome in `outcomes`; −1: none, or not known by this moment. */
  readonly outcome: Int32Array
  readonly outcomes: readonly string[]
  /** The outcomes that help should come before. */
  readonly adverse: readonly number[]
}
