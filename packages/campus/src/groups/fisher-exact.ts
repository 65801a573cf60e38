/**
 * Two-sided p of Fisher's exact test that two groups share one rate: k₁ of n₁ and k₂ of n₂. The sum of the chances of all tables with
 * these margins that are no likelier than this one; holds its level however few there are. 1 where a group is empty.
 *
 * Source: Fisher (1935), J. R. Stat. Soc. 98, 39–82; two-sided as in R and SciPy (ties within a factor of 1 + 1e-7).
 *
 * @example fisherExact(3, 3, 0, 3) // 0.1
 */
export function fisherExact(k1: number, n1: number, k2: number, n2: number): number {
  const k = k1 + k2
  const [low, high] = [Math.max(0, k - n2), Math.min(k, n1)]
  const rise = (x: number) => ((n1 - x) * (k - x)) / ((x + 1) * (n2 - k + x + 1)) // chance of x + 1 over chance of x
  const mode = Math.min(high, Math.max(low, Math.floor(((n1 + 1) * (k + 1)) / (n1 + n2 + 2))))
  const weights = new Float64Array(high - low + 1) // relative to the mode, from low to high
  weights[mode - low] = 1
  for (let x = mode; x < high; x++) weights[x + 1 - low] = weights[x - low]! * rise(x)
  for (let x = mode; x > low; x--) weights[x - 1 - low] = weights[x - low]! / rise(x - 1)
  const limit = weights[k1 - low]! * (1 + 1e-7)
  const total = weights.reduce((a, b) => a + b, 0)
  return Math.min(1, weights.reduce((sum, w) => (w <= limit ? sum + w : sum), 0) / total)
}
