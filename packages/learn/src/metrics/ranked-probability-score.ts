import { checkClasses, checkSameLength } from '../check.ts'
import type { Matrix } from '../matrix.ts'
import { mean } from './mean.ts'

/**
 * Brier's score for ordered classes: probability put two classes away costs more than one class away.
 *
 *   mean_i Σ_c (F_ic − O_ic)² / (k − 1),  F_ic = Σ_{j ≤ c} p_ij,  O_ic = [y_i ≤ c]
 *
 * Normalised by k − 1 (Epstein's form), so that scales of different length compare; with two classes it is the Brier score.
 *
 * @param y        [n] true classes, 0 … k − 1, lowest first
 * @param forecast [n, k] probabilities
 * @returns in [0, 1], lower is better; a proper score
 * @throws LearnError `shape_mismatch`; `bad_param`; `metric_undefined` of no rows
 *
 * Source: Epstein (1969), Journal of Applied Meteorology 8(6), 985–987.
 *
 * @example rankedProbabilityScore([2], matrix(1, 3, [0.5, 0.5, 0])) // 0.625
 */
export function rankedProbabilityScore(y: ArrayLike<number>, forecast: Matrix): number {
  return mean(rankedProbabilityLosses(y, forecast))
}

/** Each row's own ranked probability score, [n]. */
export function rankedProbabilityLosses(y: ArrayLike<number>, { rows, cols, data }: Matrix): Float64Array {
  checkSameLength('y', y, 'forecast', { length: rows })
  checkClasses('y', y, cols)
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0
    let below = 0
    for (let c = 0; c < cols - 1; c++) {
      below += data[i * cols + c]
      const distance = below - (y[i] <= c ? 1 : 0)
      sum += distance * distance
    }
    return sum / (cols - 1)
  })
}
