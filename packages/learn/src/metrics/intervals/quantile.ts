/**
 * The value below which a share `p` of sorted numbers lies, by straight lines between them (numpy's default, type 7).
 *
 * @param sorted [n] rising, n ≥ 1
 * @param p in [0, 1]
 * @example quantile([1, 2, 4], 0.75) // 3
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}
