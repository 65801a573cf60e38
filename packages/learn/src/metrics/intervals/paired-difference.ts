export interface PairedDifference {
  readonly worseBy: number // mean of a − b: above 0, a is worse
  readonly standardError: number // of that mean; 0 of one row or group
}

/**
 * The mean difference of two losses of the same rows, and its standard error. Rows of one group count as one observation:
 *
 *   d̄ = mean_i (a_i − b_i),   s² = G/(G − 1) Σ_g (Σ_{i in g} (d_i − d̄))² / n²,   G groups (without groups: rows)
 *
 * @param a @param b [n] losses, n ≥ 1
 * @param groups [n] rows with one number belong together
 *
 * Source of the groups: Liang & Zeger (1986), Biometrika 73, 13–22.
 *
 * @example pairedDifference([1, 3, 2], [1, 1, 1]) // { worseBy: 1, standardError: 0.5773502691896257 }
 */
export function pairedDifference(a: ArrayLike<number>, b: ArrayLike<number>, groups?: ArrayLike<number>): PairedDifference {
  const n = a.length
  let worseBy = 0
  for (let i = 0; i < n; i++) worseBy += (a[i] - b[i]) / n
  const sums = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const group = groups ? groups[i] : i
    sums.set(group, (sums.get(group) ?? 0) + a[i] - b[i] - worseBy)
  }
  let squares = 0
  for (const sum of sums.values()) squares += sum * sum
  return { worseBy, standardError: Math.sqrt((sums.size / Math.max(1, sums.size - 1)) * squares) / n }
}
