import type { ScoreScale } from '@headway/learn'
import type { LikeThis } from '../lists/like-this.ts'

/** One model output for one enrolment at one moment. */
export interface Forecast {
  /** The likeliest class's code value ("5"), or the forecast number. */
  readonly prediction: string | number
  readonly label: string // "BB"
  readonly meaning?: string // "Good"
  /** By class label, in class order; sums to 1. Absent in a regression. */
  readonly probabilities?: Readonly<Record<string, number>>
  /** Probability of the question's event; absent in a regression. */
  readonly eventProbability?: number
  /** Inputs that were absent or null (whether the model uses them or not), or of a code that training never saw. */
  readonly unknown: readonly string[]
  readonly reasons?: readonly Reason[]
  /** What became of past students with about this forecast; absent where not asked for, or the model keeps none. */
  readonly likeThis?: LikeThis
}

/** The additive share of one column in this forecast's score. */
export interface Reason {
  readonly column: string
  readonly title: string // "Weekly Study Hours"
  readonly value: string // label: "6–10 h", or "unknown"
  /** The value in plain words, where the column has them: "was active on only 3 days this term". */
  readonly words?: string
  /** On `scale`: above 0 speaks for higher classes (latent), a higher value (value), and otherwise for the event or the forecast class. */
  readonly contribution: number
  readonly scale: ScoreScale
  /** A member of the stack has its shares on another scale: their sum here is exact, how it is divided is a convention. */
  readonly allocated?: true
  readonly kind: 'can still change' | 'background' | 'unknown'
}

/** A value as it comes in from outside: a code or number, as text or as a number; null or undefined is unknown. */
export type Given = string | number | null | undefined
