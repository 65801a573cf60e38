import { createRandom, deriveSeed, permutation } from '@headway/learn'

/** How far the list depends on which students happened to be trained on. */
export interface ListStability {
  readonly refits: number
  readonly listed: number
  readonly n: number
  /** Mean over pairs of refits: students on both lists / students on either. */
  readonly overlap: number
  /** The same for lists drawn at random, about listed / (2n − listed). */
  readonly overlapByChance: number
  /** Share of list places that go to students who are on nine lists of ten. */
  readonly stable: number
}

/** By row: on how many of the lists it stands. */
export interface ListedTimes extends ListStability {
  readonly times: Int32Array // [n]
}

/**
 * On how many of several lists each row stands, and how much the lists agree. Who is on a list among equal scores is drawn at random,
 * anew for each list: a score that ties everybody gives lists that agree by chance alone.
 *
 *   overlap = mean over pairs of |A ∩ B| / |A ∪ B| (Jaccard)
 *   stable = rows on at least nine lists of ten, each counted as often as it is listed / all places
 *
 * @param scores by refit, [n] each; higher is listed first, NaN last
 */
export function listStability(scores: readonly Float64Array[], listed: number, seed: number): ListedTimes {
  const n = scores[0]!.length
  const length = Math.min(n, Math.max(1, Math.round(listed)))
  const lists = scores.map((s, b) => listOf(s, length, deriveSeed(seed, 'ties', b)))
  const times = new Int32Array(n)
  for (const list of lists) for (const i of list) times[i]!++
  const overlaps = lists.flatMap((a, i) => lists.slice(i + 1).map(b => jaccard(a, b)))
  const places = lists.length * length
  const often = times.reduce((sum, t) => sum + (t >= 0.9 * lists.length ? t : 0), 0)
  return {
    refits: lists.length,
    listed: length,
    n,
    overlap: overlaps.length === 0 ? 1 : overlaps.reduce((sum, o) => sum + o, 0) / overlaps.length,
    overlapByChance: length / (2 * n - length),
    stable: often / places,
    times,
  }
}

/** "on the list in 19 of 20 refits" */
export function timesListed(times: number, { refits: of }: ListStability): string {
  return `on the list in ${times} of ${of} refits`
}

function listOf(scores: Float64Array, length: number, seed: number): ReadonlySet<number> {
  const chance = permutation(scores.length, createRandom(seed))
  const value = (i: number) => (Number.isNaN(scores[i]) ? -Infinity : scores[i]!)
  const order = Array.from(scores.keys()).sort((a, b) => value(b) - value(a) || chance[a]! - chance[b]!)
  return new Set(order.slice(0, length))
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let both = 0
  for (const i of a) if (b.has(i)) both++
  return both / (a.size + b.size - both)
}
