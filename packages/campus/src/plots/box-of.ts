import type { Box } from './plot.ts'

/**
 * The five numbers of a box, each a value that occurs: the smallest value with at least a quarter, a half, three quarters of all
 * values at or below it (the inverse of the empirical distribution). So the median of codes is a code, never "between B and C".
 *
 * @param values [n] at least one, none NaN
 * @example boxOf([1, 2, 3, 4]) // { count: 4, minimum: 1, lowerQuartile: 1, median: 2, upperQuartile: 3, maximum: 4 }
 */
export function boxOf(values: readonly number[]): Omit<Box, 'x'> {
  const sorted = [...values].sort((a, b) => a - b)
  const n = sorted.length
  const at = (share: number) => sorted[Math.ceil(share * n) - 1]!
  return { count: n, minimum: sorted[0]!, lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), maximum: sorted[n - 1]! }
}
