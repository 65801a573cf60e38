/** What is asked: about whom, what, when, from what. One sentence says it (`sentence`). */
export interface Question {
  /** Whom it is about, in words: "enrolments in all courses". */
  readonly population: string
  readonly target: Target
  /** The prediction moment, in words: "before the end-of-term result". Nothing later may be used. */
  readonly moment: string
  /** The columns given to learners, by name. Protected ones only where a person said so. */
  readonly indicators: readonly string[]
  readonly withProtected: boolean
}

/** What is forecast, named by its event where there is one. */
export type Target =
  | { readonly kind: 'ordinal'; readonly column: string; readonly event: Event }
  | { readonly kind: 'multiclass'; readonly column: string; readonly event: Event }
  | { readonly kind: 'binary'; readonly column: string; readonly event: Event }
  | { readonly kind: 'regression'; readonly column: string }

/** The outcomes that help should come before: "not passed" = codes 0 and 1. */
export interface Event {
  readonly name: string
  readonly values: readonly string[]
}
