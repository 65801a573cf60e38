import { checkClasses, checkSameLength } from '../check.ts'
import { type Matrix, matrix } from '../matrix.ts'

/**
 * How often each class was forecast as each: cell (t, p) counts rows of class t forecast as p.
 *
 * @param y         [n] true classes, 0 … k − 1
 * @param predicted [n] forecast classes, 0 … k − 1 (`mostLikely` of probabilities)
 * @param classes   k
 * @param weights   [n] how often each row counts, absent: once
 * @returns [k, k], rows true, columns forecast
 * @throws LearnError `shape_mismatch`; `bad_param` (a class outside 0 … k − 1)
 * @example confusionMatrix([0, 0, 1], [0, 1, 1], 2).data // [1, 1, 0, 1]
 */
export function confusionMatrix(y: ArrayLike<number>, predicted: ArrayLike<number>, classes: number, weights?: ArrayLike<number>): Matrix {
  checkSameLength('y', y, 'predicted', predicted)
  checkClasses('y', y, classes)
  checkClasses('predicted', predicted, classes)
  if (weights) checkSameLength('y', y, 'weights', weights)
  const confusion = matrix(classes, classes)
  for (let i = 0; i < y.length; i++) confusion.data[y[i] * classes + predicted[i]] += weights?.[i] ?? 1
  return confusion
}
