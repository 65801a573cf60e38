import { createRandom, deriveSeed } from '@headway/learn'

export interface RankCorrelation {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number // pairs in which both are known
}

/**
 * Spearman's rank correlation with its 95 % percentile bootstrap interval over pairs.
 *
 *   ρ = Pearson's correlation of the ranks, ties sharing their mean rank
 *
 * @param x @param y positions in an order, [n]; below 0 where not known
 * @param within     group of each pair, [n]: both ranks are taken as differences from their group's mean, so that what sets the
 *                   groups apart counts for nothing
 * @returns NaN where one of the two never varies
 *
 * Source: Spearman (1904), Am. J. Psychol. 15, 72–101; Efron & Tibshirani (1993), chapter 13.
 * @example rankCorrelation([0, 1, 2, 3], [1, 2, 3, 4], { seed: 1 }).value // 1
 */
export function rankCorrelation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { within, seed, resamples = 1000 }: { readonly within?: ArrayLike<number>; readonly seed: number; readonly resamples?: number },
): RankCorrelation {
  const known = Array.from({ length: x.length }, (_, i) => i).filter(i => x[i]! >= 0 && y[i]! >= 0)
  const of = (rows: readonly number[]) => {
    const group = rows.map(i => within?.[i] ?? 0)
    const side = (values: ArrayLike<number>) => withoutMeans(ranks(rows.map(i => values[i]!)), group)
    return cosine(side(x), side(y))
  }
  const drawn = Array.from({ length: resamples }, (_, b) => {
    const random = createRandom(deriveSeed(seed, 'pairs', b))
    return of(known.map(() => known[random.int(known.length)]!))
  })
  const sorted = drawn.filter(value => !Number.isNaN(value)).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  return { value: of(known), low: at(0.025), high: at(0.975), n: known.length }
}

/** Ranks from 1; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  for (const [i, value] of sorted.entries()) {
    if (!first.has(value)) first.set(value, i + 1)
    last.set(value, i + 1)
  }
  return values.map(value => (first.get(value)! + last.get(value)!) / 2)
}

function withoutMeans(values: readonly number[], group: readonly number[]): number[] {
  const sums = new Map<number, { total: number; count: number }>()
  for (const [i, value] of values.entries()) {
    const { total, count } = sums.get(group[i]!) ?? { total: 0, count: 0 }
    sums.set(group[i]!, { total: total + value, count: count + 1 })
  }
  return values.map((value, i) => value - sums.get(group[i]!)!.total / sums.get(group[i]!)!.count)
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (p: readonly number[], q: readonly number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0)
  const [aa, bb] = [dot(a, a), dot(b, b)]
  return aa < 1e-9 || bb < 1e-9 ? NaN : dot(a, b) / Math.sqrt(aa * bb)
}
