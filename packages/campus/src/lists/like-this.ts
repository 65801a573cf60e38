import { conformalQuantile, studentTQuantile, wilsonInterval } from '@headway/learn'
import { levelSpread } from './level-spread.ts'
import type { PastForecasts } from './past-forecasts.ts'

/** A forecast in plain words: what became of past students with about the same forecast. */
export interface LikeThis {
  /** False: not enough to go on, for the reason given. It changes the wording, never the order or length of a list. */
  readonly enough: boolean
  readonly sentence: string
  readonly reason?: string // where there is not enough
  readonly remedy?: string
  /** Past students in the band; absent where there are fewer than 100 in all, or where they are not like this one. */
  readonly band?: Band
}

export interface Band {
  readonly from: number // forecasts from …
  readonly to: number // … to
  readonly mean: number
  readonly n: number
  readonly happened: number
  readonly share: number
  readonly low: number // 95 %, for a term to come
  readonly high: number
  readonly betweenTerms: number // standard deviation of the share between terms; 0 where one term is known
}

/** No band is smaller, so none needs hiding. */
const LEAST = 100

/** A band whose forecasts are further from this one on average speaks of other students. */
const FAR = 0.1

/** Sets hold what happens in 80 % of cases. */
const ALPHA = 0.2

/**
 * "Of 100 students like this, 38 had the event (33 to 43, from 412)."
 *
 * Like this: the past students in the narrowest band p ± h of out-of-sample forecasts that holds at least 100, ties at its edges
 * included. The interval is Wilson's for the observed share, with n counted in students, each half widened by the spread between terms:
 *
 *   half = √(Wilson half² + (t τ)² (1 + Σ(n_t / n)²)),   t = the .975 quantile of Student's t with T − 1 degrees of freedom
 *
 * τ is the spread of log-odds between terms (`levelSpread`) times share · (1 − share). The term to come adds τ² once, the terms behind the share
 * their part of it. It is meant for the next term, as a prediction interval is: τ is known from T terms alone, hence t.
 *
 * Not enough to go on: fewer than 100 past students; a band whose forecasts lie more than ten points from this one on average (the
 * hundred nearest of few are not like anybody at the end of the scale); or a conformal set at 80 % (both outcomes scored by 1 − their
 * probability, on the past forecasts) that does not single out one outcome; then the band is given all the same.
 *
 * Sources: Wilson (1927), JASA 22; Higgins, Thompson & Spiegelhalter (2009),
 * J. R. Stat. Soc. A 172 (prediction intervals, with T − 2); Partlett & Riley (2017), Statistics in Medicine 36 (with T − 1).
 *
 * @returns a function of the forecast probability, made once for many
 */
export function likeThis(past: PastForecasts): (p: number) => LikeThis {
  const { event } = past
  const rows = sum(past.n)
  if (rows < LEAST) {
    const reason = `only ${rows} past students have a forecast that was made without them, and ${LEAST} are needed`
    return () => tooFew(reason)
  }
  const single = separates(past)
  const { terms, spread } = levelSpread(past)
  const level = { spread, reach: spread === 0 ? 0 : studentTQuantile(0.975, terms - 1) }
  return p => {
    const band = bandAround(past, p, level)
    if (Math.abs(band.mean - p) > FAR) {
      return tooFew(
        `the ${band.n} past students nearest to a forecast of ${whole(p)} % had forecasts from ${whole(band.from)} to ${whole(band.to)} %, ${whole(band.mean)} % on average`,
      )
    }
    const said = `Of 100 students like this, ${whole(band.share)} had ${event} (${whole(band.low)} to ${whole(band.high)}, from ${band.n}).`
    if (single(p)) return { enough: true, sentence: said, band }
    const reason = `at ${whole(1 - ALPHA)} % neither outcome can be singled out for a forecast of ${whole(p)} %`
    const remedy = 'Talk to the student, or look again at a later moment, when more is known.'
    return { enough: false, sentence: `Not enough to go on: ${reason}. ${said} ${remedy}`, reason, remedy, band }
  }
}

function tooFew(reason: string): LikeThis {
  const remedy = 'Add past students whose outcome is known, and train again.'
  return { enough: false, sentence: `Not enough to go on: ${reason}. ${remedy}`, reason, remedy }
}

/** Whether the conformal set around a forecast holds one outcome and no more. */
function separates({ p, n, happened }: PastForecasts): (p: number) => boolean {
  const scores = p.flatMap((q, i) => [...new Array<number>(happened[i]!).fill(1 - q), ...new Array<number>(n[i]! - happened[i]!).fill(q)])
  const bound = conformalQuantile(scores, ALPHA)!
  return q => 1 - q <= bound !== q <= bound
}

/** How far terms differ in log-odds, and how many times that the interval reaches. */
interface Level {
  readonly spread: number
  readonly reach: number
}

function bandAround({ p: past, n: counts, happened, term, students }: PastForecasts, p: number, level: Level): Band {
  const half = halfWidth(past, counts, p)
  const within = past.flatMap((q, i) => (Math.abs(q - p) <= half ? [i] : []))
  const n = sum(within.map(i => counts[i]!))
  const k = sum(within.map(i => happened[i]!))
  const share = k / n
  const units = Math.max(1, Math.round((n * students) / sum(counts)))
  const wilson = wilsonInterval(Math.min(units, share * units), units)
  const tau = level.spread * share * (1 - share)
  const far = tau * level.reach
  const spread = far * far * (1 + (term ? sumOfSquares(within, counts, term) / (n * n) : 0))
  const widened = (side: number) => Math.sqrt(side * side + spread)
  return {
    from: past[within[0]!]!,
    to: past[within.at(-1)!]!,
    mean: sum(within.map(i => counts[i]! * past[i]!)) / n,
    n,
    happened: k,
    share,
    low: Math.max(0, share - widened(share - wilson.low)),
    high: Math.min(1, share + widened(wilson.high - share)),
    betweenTerms: tau,
  }
}

/** How many rows of the band each term has, squared and summed. */
function sumOfSquares(within: readonly number[], counts: readonly number[], term: readonly number[]): number {
  const byTerm = new Map<number, number>()
  for (const i of within) byTerm.set(term[i]!, (byTerm.get(term[i]!) ?? 0) + counts[i]!)
  return sum([...byTerm.values()].map(rows => rows * rows))
}

/** The distance within which the nearest hundred lie. */
function halfWidth(past: readonly number[], counts: readonly number[], p: number): number {
  const nearest = past.map((q, i) => ({ distance: Math.abs(q - p), n: counts[i]! })).sort((a, b) => a.distance - b.distance)
  let [held, at] = [0, 0]
  while (held < LEAST) held += nearest[at++]!.n
  return nearest[at - 1]!.distance
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

function whole(share: number): number {
  return Math.round(100 * share)
}
