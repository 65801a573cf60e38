/** @example weightByCell([0, 2, 0], [1, 2, 3], 3) // [4, 0, 2] */
export function weightByCell(cellOf: ArrayLike<number>, weights: ArrayLike<number>, cells: number): Float64Array {
  const sums = new Float64Array(cells)
  for (let i = 0; i < weights.length; i++) sums[cellOf[i]] += weights[i]
  return sums
}
