/** A margin may miss 0 by this share of the largest value. */
const TOLERANCE = 1e-13
/** Where the two columns nearly determine each other, each sweep mends little. */
const MOST_SWEEPS = 10_000

/**
 * Takes out of a grid, in place, what one of its sides alone explains: afterwards every row and column of cells has a mean of 0
 * by weight. Then f_a + f_b + f_ab is split in one way only.
 *
 *   before[i, j] = after[i, j] + rows[i] + columns[j]
 *
 * A row or column of cells without weight becomes 0: no training row tells what it should be.
 *
 * @param values [a, b]
 * @param weight [a, b]
 * @returns [a] and [b] what was taken out
 *
 * Source: Lengerich, Tan, Chang, Hooker & Caruana (2020), AISTATS, algorithm 1.
 */
export function purify(
  values: Float64Array,
  weight: ArrayLike<number>,
  a: number,
  b: number,
): { rows: Float64Array; columns: Float64Array } {
  const rows = new Float64Array(a)
  const columns = new Float64Array(b)
  const limit = TOLERANCE * values.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  for (let sweep = 0, worst = Infinity; sweep < MOST_SWEEPS && worst > limit; sweep++) {
    worst = 0
    for (let i = 0; i < a; i++) worst = Math.max(worst, takeMean(values, weight, rows, i, i * b, 1, b))
    for (let j = 0; j < b; j++) worst = Math.max(worst, takeMean(values, weight, columns, j, j, b, a))
  }
  return { rows, columns }
}

/** Takes the mean of `count` cells from `first` on, `apart` from each other; its size. */
function takeMean(
  values: Float64Array,
  weight: ArrayLike<number>,
  into: Float64Array,
  line: number,
  first: number,
  apart: number,
  count: number,
): number {
  let total = 0
  let sum = 0
  for (let c = 0, at = first; c < count; c++, at += apart) {
    total += weight[at]
    sum += weight[at] * values[at]
  }
  const mean = total > 0 ? sum / total : 0
  for (let c = 0, at = first; c < count; c++, at += apart) values[at] = total > 0 ? values[at] - mean : 0
  into[line] += mean
  return Math.abs(mean)
}
