import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'

/**
 * How many ordered classes (grades) the most likely class is off, on average: Σ_tp |t − p| O_tp / n.
 *
 * @param confusion [k, k] counts, rows true, columns forecast, classes in order
 * @returns in [0, k − 1], lower is better
 * @throws LearnError `metric_undefined` when the matrix counts no row
 * @example meanAbsoluteError(confusionMatrix([0, 1, 2, 2], [0, 1, 2, 0], 3)) // 0.5
 */
export function meanAbsoluteError({ rows: k, data }: Matrix): number {
  let sum = 0
  let n = 0
  data.forEach((count, cell) => {
    sum += count * Math.abs(Math.floor(cell / k) - (cell % k))
    n += count
  })
  if (n === 0) throw new LearnError('metric_undefined', 'meanAbsoluteError of no rows is undefined. Give at least one row.')
  return sum / n
}
