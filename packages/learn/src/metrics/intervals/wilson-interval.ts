import { checkRange, checkWhole } from '../../check.ts'
import { normalQuantile } from '../../math/normal-quantile.ts'

/**
 * An interval for a share k of n that stays within [0, 1] and holds up for small n and for shares near 0 and 1.
 *
 *   (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n),   p̂ = k/n
 *
 * @param k     how many, 0 … n
 * @param n     out of how many, at least 1
 * @param level coverage in [0, 1), default 0.95
 * @throws LearnError `bad_param`
 *
 * Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209–212.
 *
 * @example wilsonInterval(0, 10) // { low: 0, high: 0.2775327998628899 }
 */
export function wilsonInterval(k: number, n: number, level = 0.95): { readonly low: number; readonly high: number } {
  checkWhole('n', n, 1)
  checkRange('k', k, 0, n)
  checkRange('level', level, 0, 1 - Number.EPSILON)
  const z = normalQuantile((1 + level) / 2)
  const share = k / n
  const spread = 1 + (z * z) / n
  const centre = (share + (z * z) / (2 * n)) / spread
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / spread
  return { low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) }
}
