import { checkClasses, checkSameLength } from '../check.ts'
import { log } from '../math/index.ts'
import type { Matrix } from '../matrix.ts'
import type { Task } from '../task.ts'

/** No forecast is taken to be surer than this: log loss of one row is at most −log(0.001) = 6.9. */
export const PROBABILITY_FLOOR = 0.001

/**
 * Each row's own loss, [n]: −log of the probability given to its class (floored at 0.001 and renormalised, as in the reference
 * tables), or the squared error in a regression. Lower is better. Means of these are what models are compared by.
 *
 * @throws LearnError `shape_mismatch`, `bad_param`
 * @example rowLosses([3], matrix(1, 1, [5]), { kind: 'regression' }) // [4]
 */
export function rowLosses(
  y: ArrayLike<number>,
  { rows, cols, data }: Matrix,
  task: Pick<Task, 'kind'>,
  floor = PROBABILITY_FLOOR,
): Float64Array {
  checkSameLength('y', y, 'forecast', { length: rows })
  const losses = new Float64Array(rows)
  if (task.kind === 'regression') {
    for (let i = 0; i < rows; i++) losses[i] = (y[i] - data[i]) * (y[i] - data[i])
    return losses
  }
  checkClasses('y', y, cols)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let c = 0; c < cols; c++) sum += Math.max(data[i * cols + c], floor)
    losses[i] = -log(Math.max(data[i * cols + y[i]], floor) / sum)
  }
  return losses
}
