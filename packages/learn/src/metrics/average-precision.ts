import { checkBinary, checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Weighted } from './metric.ts'
import { ranking } from './ranking.ts'

/**
 * Precision averaged over the recall gained at each threshold, from the highest score down: how clean the top of the list is.
 *
 *   Σ_t (R_t − R_{t−1}) P_t,  over the distinct scores t, rows with score ≥ t being listed
 *
 * @param y     [n] true classes, each 0 or 1
 * @param score [n] any real scores; only their order matters
 * @returns in [0, 1], higher is better; the share of class 1 is chance
 * @throws LearnError `metric_undefined` when y holds no row of class 1; `shape_mismatch`; `bad_param`; `not_finite`
 *
 * Not interpolated; as scikit-learn's average_precision_score.
 *
 * @example averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.8333333333333333
 */
export function averagePrecision(y: ArrayLike<number>, score: ArrayLike<number>): number {
  return weightedAveragePrecision(y, score)(new Float64Array(y.length).fill(1))
}

export function weightedAveragePrecision(y: ArrayLike<number>, score: ArrayLike<number>): Weighted {
  checkSameLength('y', y, 'score', score)
  checkBinary('y', y)
  const { rows, ends } = ranking(score)
  const labels = rows.map(row => y[row])
  return weights => {
    let listed = 0
    let found = 0
    let sum = 0
    for (let t = ends.length - 1; t >= 0; t--) {
      let gained = 0
      for (let r = t === 0 ? 0 : ends[t - 1]; r < ends[t]; r++) {
        listed += weights[rows[r]]
        gained += weights[rows[r]] * labels[r]
      }
      if (gained === 0) continue
      found += gained
      sum += gained * (found / listed)
    }
    if (found === 0) {
      throw new LearnError(
        'metric_undefined',
        'averagePrecision needs rows of class 1, got none. Use stratified folds, or report a Brier score.',
      )
    }
    return sum / found
  }
}
