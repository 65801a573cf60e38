/**
 * Ranks 1 … n; equal values share the mean of their ranks. NaN is not expected.
 *
 * @example midranks([10, 30, 10, 20]) // [1.5, 4, 1.5, 3]
 */
export function midranks(values: ArrayLike<number>): Float64Array {
  const n = values.length
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a] - values[b])
  const ranks = new Float64Array(n)
  for (let start = 0, end = 0; start < n; start = end) {
    while (end < n && values[order[end]] === values[order[start]]) end++
    for (let at = start; at < end; at++) ranks[order[at]] = (start + 1 + end) / 2
  }
  return ranks
}
