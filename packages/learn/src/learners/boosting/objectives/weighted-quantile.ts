/**
 * The smallest value at or below which lies a share `q` of the weight: a value that is there, never one between two.
 *
 * @param values  [n], n ≥ 1, finite
 * @param weights [n] positive
 * @param q       [0, 1]
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, q: number): number {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b)
  let wanted = 0
  for (const i of order) wanted += weights[i]
  wanted *= q
  let below = 0
  for (const i of order) {
    below += weights[i]
    if (below >= wanted) return values[i]
  }
  return values[order[order.length - 1]]
}
