import type { Known } from '../moment/known.ts'

/**
 * An input with a meaning, computed from what is known at the moment. One file each, one line in `indicators/index.ts`; a suite of
 * promises runs over all of them (range, null, order, nothing after the moment).
 */
export interface Indicator {
  /** Stable, lower case, words joined by _: it is the column's name in every bundle. */
  readonly name: string
  readonly title: string // "Days since last activity"
  /** One sentence: what it counts, and how. */
  readonly meaning: string
  readonly unit: string // "days"; '' for a plain ratio
  readonly minimum?: number
  readonly maximum?: number
  readonly integer?: boolean
  /** When it cannot be computed: "no activity yet". '' when it always can. */
  readonly nullWhen: string
  /** What the source must hold for it to mean anything. */
  readonly needs: 'activity' | 'assessments' | 'enrolments'
  /** Its level follows how the course is designed (how much work, worth how much, on which pages): a new design shifts it for everybody. */
  readonly byDesign?: true
  /** Whether the student can still change it; otherwise it is background. */
  readonly actionable: boolean
  /** Reasons in plain words, where a high value and where a low one speaks: `{value}` is the value with its unit. */
  readonly words: { readonly high: string; readonly low: string }
  /** Its name as a simple rule ("days since last activity"): a model must beat a forecast from this column alone. */
  readonly rule?: string
  /** [rows of `known`] NaN where it cannot be computed. */
  readonly compute: (known: Known) => Float64Array
}
