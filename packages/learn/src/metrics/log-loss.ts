import type { Matrix } from '../matrix.ts'
import { mean } from './mean.ts'
import { PROBABILITY_FLOOR, rowLosses } from './row-losses.ts'

/**
 * Mean of −log(probability given to the class that came true).
 *
 *   q_ic = max(p_ic, floor) / Σ_c max(p_ic, floor),   mean_i −log q_i,y_i
 *
 * @param y        [n] true classes, 0 … k − 1
 * @param forecast [n, k] probabilities
 * @param floor    no class is taken to be less likely: 0.001 by default, so that one bold row costs at most 6.9;
 *                 2.2e-16 is scikit-learn's `eps='auto'`
 * @returns 0 or more (a hair above 0 for a perfect forecast, by the floor), lower is better; a proper score
 * @throws LearnError `shape_mismatch`; `bad_param`; `metric_undefined` of no rows
 * @example logLoss([1, 0], matrix(2, 2, [0.5, 0.5, 0.8, 0.2])) // 0.45814536593707755
 */
export function logLoss(y: ArrayLike<number>, forecast: Matrix, floor = PROBABILITY_FLOOR): number {
  return mean(rowLosses(y, forecast, { kind: 'multiclass' }, floor))
}
