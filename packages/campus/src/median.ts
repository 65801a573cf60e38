/**
 * The middle value, or the mean of the two middle ones. NaN when there is nothing.
 *
 * @example medianOf([3, 1, 2, 10]) // 2.5
 */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
