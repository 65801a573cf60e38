import { checkClasses, checkSameLength } from '../check.ts'
import type { Matrix } from '../matrix.ts'
import { mean } from './mean.ts'

/**
 * Mean squared distance between the probabilities and what happened (Brier score).
 *
 *   two classes:  mean_i (p_i1 − y_i)²             in [0, 1], as scikit-learn's brier_score_loss
 *   more:         mean_i Σ_c (p_ic − [y_i = c])²   in [0, 2], Brier's own definition
 *
 * (Brier's own of two classes is twice the first.) Lower is better; a proper score.
 *
 * @param y        [n] true classes, 0 … k − 1
 * @param forecast [n, k] probabilities
 * @throws LearnError `shape_mismatch`; `bad_param`
 *
 * Source: Brier (1950), Monthly Weather Review 78(1), 1–3.
 *
 * @example brier([1, 0], matrix(2, 2, [0.5, 0.5, 0.9, 0.1])) // 0.13
 */
export function brier(y: ArrayLike<number>, forecast: Matrix): number {
  return mean(brierLosses(y, forecast))
}

/** Each row's own Brier score, [n]. */
export function brierLosses(y: ArrayLike<number>, { rows, cols, data }: Matrix): Float64Array {
  checkSameLength('y', y, 'forecast', { length: rows })
  checkClasses('y', y, cols)
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0
    for (let c = 0; c < cols; c++) {
      const distance = data[i * cols + c] - (y[i] === c ? 1 : 0)
      sum += distance * distance
    }
    return cols === 2 ? sum / 2 : sum
  })
}
