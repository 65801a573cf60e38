import type { GroupAudit } from '../groups/audit-groups.ts'
import type { AuditComparison } from '../groups/compare-audits.ts'
import type { Twins } from '../leakage/find-twins.ts'
import type { Gate } from '../lists/gate.ts'
import type { ListTable } from '../lists/list-lengths.ts'
import type { ListStability } from '../lists/list-stability.ts'
import type { JudgedSuspect } from '../study/ask-at.ts'
import type { BetweenTerms } from './between-terms.ts'
import type { IntakeCalibration } from './intake-calibration.ts'
import type { IntakeCoverage } from './intake-coverage.ts'
import type { ProtectedBeside } from './protected-beside.ts'

/** The honest report of one run, as data. Every number has its n and an interval that names its estimand. */
export interface Report {
  readonly question: string // one sentence
  readonly data: {
    readonly hash: string
    readonly rows: number
    readonly students: number
    readonly synthetic: boolean
    readonly codebook: string
  }
  readonly exclusions: readonly { readonly reason: string; readonly rows: number }[]
  readonly protocol: Protocol
  /** Columns that may know the outcome or come too late; out of the model unless a person kept them. */
  readonly suspects?: readonly JudgedSuspect[]
  /** Rows of the test side that stood on the training side as well, under another student. */
  readonly twins?: Twins
  /** Simple rules first, the model last. */
  readonly entries: readonly Entry[]
  readonly verdict: Verdict // on mean loss
  readonly gate?: Gate // on what a list finds: where the question has an event, the report's answer
  readonly lists?: ListTable
  readonly stability?: ListStability // absent where nobody asked for refits
  readonly classes?: readonly ClassLine[]
  readonly confusion?: { readonly labels: readonly string[]; readonly counts: readonly (readonly number[])[] } // rows: what happened, columns: forecast; mean over repeats
  readonly calibration?: Calibration
  readonly sets?: OutcomeSets // absent where not every row was tested
  readonly intakes?: Intakes // of a later intake
  readonly groups?: GroupAudit // absent where there is no event, no protected column, or too few students
  readonly groupsBeside?: AuditComparison // without and with protected columns as inputs, where both were measured
  readonly beside?: ProtectedBeside // the same as figures
  readonly honestyGap?: HonestyGap
  /** Another library trained the model; that it has not seen these rows is what somebody says. */
  readonly elsewhere?: { readonly name: string; readonly claimedBy: string }
  readonly chosen: readonly { readonly name: string; readonly times: number }[] // recipes the inner tuning chose, over the outer parts
  readonly model: { readonly name: string; readonly best: string; readonly simplest: string; readonly tried: readonly TriedLine[] } // the refit on all rows
  readonly indicators: readonly { readonly column: string; readonly title: string; readonly share: number }[] // mean absolute contribution, summing to 1
  readonly limits: readonly string[]
  /** The prediction moment and the delays in days, where the records have dates. */
  readonly moment?: { readonly name: string; readonly marking: number; readonly results: number }
}

/** What the training terms foretold, each left out in turn: figures, conformal coverage at 80 % and 90 %, and calibration of the event. */
export interface Intakes {
  readonly figures: BetweenTerms
  readonly coverage: readonly IntakeCoverage[]
  readonly calibration?: IntakeCalibration // absent where the question names no event, and in models of before it was measured
}

export interface Protocol {
  readonly plan: string // "5 folds × 10 repeats, stratified, whole students"
  readonly inner: string
  readonly notes: readonly string[]
  readonly withProtected: boolean
  readonly protectedColumns: readonly string[]
  readonly seed: number
}

export interface Entry {
  readonly id: string // 'prior', 'course', 'model' …
  readonly label: string
  readonly metrics: Readonly<Record<string, Estimate>> // by metric id
  /** The same for tested students of whom no row was trained on; absent where that is all of them, or none. */
  readonly unseen?: Readonly<Record<string, Estimate>>
  /** Row-mean loss minus the model's, paired: above 0 the model is better. Absent for the model itself. */
  readonly behindModel?: Difference
}

export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
  readonly estimand: string
}

export interface Difference {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly pOneSided: number
  readonly estimand: string
}

/** Whether the model beats every listed simple rule. */
export interface Verdict {
  readonly kind: 'better' | 'not better' | 'too few to tell'
  readonly sentence: string
}

export interface ClassLine {
  readonly label: string
  readonly n: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** The three with their intervals; absent in models of before these were kept. */
  readonly intervals?: { readonly precision: Estimate; readonly recall: Estimate; readonly f1: Estimate }
}

export interface Calibration {
  readonly of: string // the event
  readonly bins: readonly {
    readonly forecast: number
    readonly observed: number
    readonly low: number
    readonly high: number
    readonly n: number
  }[]
  readonly slope?: number // absent where all or none had the event, or the forecasts separate them
  readonly intercept?: number
  readonly slopeInterval?: { readonly low: number; readonly high: number } // 95 %, over students
  readonly interceptInterval?: { readonly low: number; readonly high: number }
}

/** Sets of outcomes, or ranges of a value, that hold what happened in `level` of cases, and how often they did. */
export interface OutcomeSets {
  readonly level: number // 0.8: what is aimed at
  readonly kind: 'classes' | 'range'
  readonly guaranteed: number // coverage is at least this, whatever the model and the data
  readonly measured: Estimate // share of rows whose outcome lay inside; over all rows near `level` by construction
  readonly meanSize: number // classes in a set, or the width of a range
  readonly classes?: number // how many there are
  readonly single?: number // share of rows whose set is one class alone
  /** Courses with at least 50 rows, by the same sets: here a share well below `level` says that they fail a course. */
  readonly byCell?: readonly { readonly label: string; readonly measured: Estimate; readonly meanSize: number }[]
}

export interface TriedLine {
  readonly name: string
  readonly loss: number
  readonly worseBy: number
  readonly standardError: number
  readonly low: number | null // 95 % interval of worseBy; null in models of before it was measured
  readonly high: number | null
}

/** What a careless protocol would have claimed, beside the honest figure for the same learner. */
export interface HonestyGap {
  readonly learner: string
  readonly recipe: string // "SMOTE to 535 rows per grade on all rows, then 5 stratified folds"
  readonly rowsBefore: number
  readonly rowsAfter: number
  readonly honest: Readonly<Record<string, Estimate>>
  readonly naive: Readonly<Record<string, Estimate>>
  readonly naiveOnRealRows: Estimate // accuracy of the same models on the real rows of those folds
  readonly baseline: Readonly<Record<string, Estimate>>
}
