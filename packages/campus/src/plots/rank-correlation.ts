import { log, tanh } from '@headway/learn'

const Z_95 = 1.959963984540054

/** Spearman's rank correlation with its 95 % interval. */
export interface RankCorrelation {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/**
 * Spearman's ρ: Pearson's correlation of midranks, so ties share a rank. Pairs with a NaN on either side are left out.
 * Interval: Fisher's z with the standard error √((1 + ρ²/2) / (n − 3)) of Bonett & Wright (2000), Psychometrika 65(1), 23–28.
 *
 * @param x [n]  @param y [n]
 * @returns undefined when fewer than 10 pairs are left or one side has a single value: nothing can be said
 *
 * @example rankCorrelation(hours, grades)?.value // 0.12
 */
export function rankCorrelation(x: Float64Array, y: Float64Array): RankCorrelation | undefined {
  const known = Array.from(x, (_, i) => i).filter(i => !Number.isNaN(x[i]) && !Number.isNaN(y[i]))
  const n = known.length
  if (n < 10) return undefined
  const a = midranks(known.map(i => x[i]!))
  const b = midranks(known.map(i => y[i]!))
  const mean = (n + 1) / 2
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < n; i++) {
    ab += (a[i]! - mean) * (b[i]! - mean)
    aa += (a[i]! - mean) * (a[i]! - mean)
    bb += (b[i]! - mean) * (b[i]! - mean)
  }
  if (aa === 0 || bb === 0) return undefined
  const value = Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)))
  if (Math.abs(value) > 1 - 1e-12) return { value: Math.round(value), low: Math.round(value), high: Math.round(value), n }
  const z = log((1 + value) / (1 - value)) / 2
  const half = Z_95 * Math.sqrt((1 + (value * value) / 2) / (n - 3))
  return { value, low: tanh(z - half), high: tanh(z + half), n }
}

/** Ranks from 1; equal values share the mean of theirs. */
export function midranks(values: readonly number[]): Float64Array {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!)
  const ranks = new Float64Array(values.length)
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + 1 + end) / 2
  }
  return ranks
}
