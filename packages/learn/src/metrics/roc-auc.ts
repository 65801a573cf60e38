import { checkBinary, checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Weighted } from './metric.ts'
import { classSizes, pairWins } from './pair-wins.ts'
import { ranking } from './ranking.ts'

/**
 * Area under the ROC curve: the chance that a random row of class 1 scores above a random row of class 0.
 * Ties count one half, so the result does not depend on row order.
 *
 * @param y     [n] true classes, each 0 or 1
 * @param score [n] any real scores; only their order matters
 * @returns a number in [0, 1], higher is better; 0.5 is chance
 * @throws LearnError `metric_undefined` when y holds one class only; `shape_mismatch`; `bad_param`; `not_finite`
 *
 * Computed from one sort in O(n log n). Source: Hanley & McNeil (1982), Radiology 143(1), 29–36.
 *
 * @example rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 */
export function rocAuc(y: ArrayLike<number>, score: ArrayLike<number>): number {
  return weightedRocAuc(y, score)(new Float64Array(y.length).fill(1))
}

export function weightedRocAuc(y: ArrayLike<number>, score: ArrayLike<number>): Weighted {
  checkSameLength('y', y, 'score', score)
  checkBinary('y', y)
  const order = ranking(score)
  const classes = Int32Array.from(y)
  const labels = order.rows.map(row => classes[row])
  return weights => {
    const sizes = classSizes(classes, 2, weights)
    const [negatives, positives] = sizes
    if (positives === 0 || negatives === 0) {
      throw new LearnError(
        'metric_undefined',
        `rocAuc needs both classes, got ${positives} of class 1 and ${negatives} of class 0. Use stratified folds, or report a Brier score.`,
      )
    }
    return pairWins(order, labels, 1, sizes, weights)[0] / (positives * negatives)
  }
}
