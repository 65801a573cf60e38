import type { Delays } from '../moment/cut.ts'
import type { Moment } from '../moment/moment.ts'

/** What is asked: about whom, what, when, from what. One sentence says it (`sentence`). */
export interface Question {
  /** Whom it is about, in words: "all enrolments with a recorded GRADE". */
  readonly population: string
  readonly target: Target
  /** The prediction moment, in words: "before the result is known". Nothing later may be used. */
  readonly moment: string
  /** The same, where the records have dates: a model forecasts only what was cut there. */
  readonly at?: { readonly moment: Moment; readonly delays: Delays }
  /** The columns given to learners, by name. Protected ones only where a person said so. */
  readonly indicators: readonly string[]
  readonly withProtected: boolean
}

/** What is forecast. The event is the outcome that help should come before; without one there is nobody to list. */
export type Target =
  | { readonly kind: 'ordinal' | 'multiclass'; readonly column: string; readonly event?: CodesEvent }
  /** A quantity in bands: below the first cut, from it to below the second, …, from the last up. Cuts rise. */
  | { readonly kind: 'ordinal'; readonly column: string; readonly cuts: readonly number[]; readonly event?: undefined }
  | { readonly kind: 'binary'; readonly column: string; readonly event: Event }
  | { readonly kind: 'regression'; readonly column: string }

export type Event = CodesEvent | RangeEvent

/** These codes are the event. */
export interface CodesEvent {
  readonly name: string // "GRADE Fail or DD"
  readonly values: readonly string[]
}

/** These numbers are the event: all that compare so with the bound. */
export interface RangeEvent {
  readonly name: string // "G3 below 10"
  readonly comparison: Comparator
  readonly bound: number
}

export type Comparator = '<' | '<=' | '>' | '>='

/** "below 10", "10 to below 12", "12 and above" */
export function bandNames(cuts: readonly number[]): string[] {
  return [`below ${cuts[0]}`, ...cuts.slice(1).map((cut, i) => `${cuts[i]} to below ${cut}`), `${cuts[cuts.length - 1]} and above`]
}

/** Which band a value lies in: as many as it has cuts at or below it. */
export function bandOf(cuts: readonly number[], value: number): number {
  return cuts.filter(cut => cut <= value).length
}

export function isEvent(event: RangeEvent, value: number): boolean {
  switch (event.comparison) {
    case '<':
      return value < event.bound
    case '<=':
      return value <= event.bound
    case '>':
      return value > event.bound
    case '>=':
      return value >= event.bound
    default:
      return event.comparison satisfies never
  }
}
