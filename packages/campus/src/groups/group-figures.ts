import { studentTQuantile, wilsonInterval } from '@headway/learn'
import type { Tally } from './tally.ts'

/** What happened to one group at the list length. Counts are of rows (enrolments); those with ties at the cut are expected ones. */
export interface GroupFigures {
  readonly n: number
  readonly positives: number
  readonly listed: number
  readonly missed: number
  readonly missRate: Bounded // missed / positives
  readonly wronglyListed: Bounded // listed without the event / all without the event
  readonly passedAnyway?: Bounded // listed without the event / listed; absent where nobody is listed
  readonly observed: number // positives / n
  readonly meanForecast: number
  readonly calibration: Bounded // observed − mean forecast; above 0: forecast too low
}

/** A value with its 95 % interval; `estimands` of the audit says of what. */
export interface Bounded {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What the intervals of an audit are of. */
export const estimands = {
  share:
    'share among other students like these, for these forecasts and this cut; 95 % Wilson interval, rows of one student counted as alike',
  calibration: 'observed share less mean forecast among other students like these; 95 % t interval over students',
  difference:
    'group less everyone else; shares: 95 % interval by Newcombe, p by Fisher’s exact test; calibration: Welch’s t over students; p two-sided',
} as const

/** @param tally of at least two students, with and without the event */
export function figuresOf(tally: Tally): GroupFigures {
  const { n, positives, negatives, listed, missed, wrong, independent, meanForecast, gap } = tally
  const half = studentTQuantile(0.975, gap.students - 1) * Math.sqrt(gap.variance)
  return {
    n,
    positives,
    listed,
    missed,
    missRate: shareOf(missed, positives, independent.positives),
    wronglyListed: shareOf(wrong, negatives, independent.negatives),
    ...(independent.listed >= 1 && { passedAnyway: shareOf(wrong, listed, independent.listed) }),
    observed: positives / n,
    meanForecast,
    calibration: { value: gap.mean, low: gap.mean - half, high: gap.mean + half },
  }
}

/** k of n with the Wilson interval of `independent` rows. */
export function shareOf(k: number, n: number, independent: number): Bounded {
  const value = Math.min(1, k / n)
  return { value, ...wilsonInterval(value * independent, independent) }
}
