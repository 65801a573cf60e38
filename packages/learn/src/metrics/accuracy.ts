import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'

/**
 * The share of rows whose most likely class came true.
 *
 *   Σ_c confusion[c, c] / Σ confusion
 *
 * @param confusion [k, k] counts, rows true, columns forecast
 * @returns in [0, 1], higher is better; compare with the share of the largest class
 * @throws LearnError `metric_undefined` when the matrix counts no row
 * @example accuracy(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1], 2)) // 0.75
 */
export function accuracy({ rows, data }: Matrix): number {
  let right = 0
  let all = 0
  for (let c = 0; c < rows; c++) right += data[c * rows + c]
  for (const count of data) all += count
  if (all === 0) throw new LearnError('metric_undefined', 'accuracy of no rows is undefined. Give at least one row.')
  return right / all
}
