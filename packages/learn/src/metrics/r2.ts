import { checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'

/**
 * The share of the variance of y that the forecast explains (R²).
 *
 *   1 − Σ_i w_i (y_i − f_i)² / Σ_i w_i (y_i − ȳ)²,  ȳ the weighted mean of y over these rows
 *
 * @param y        [n] values
 * @param forecast [n] values
 * @param weights  [n] how often each row counts, absent: once
 * @returns at most 1, higher is better; 0 is what the mean of these rows would get, below 0 is worse than that
 * @throws LearnError `shape_mismatch`; `metric_undefined` when y does not vary (scikit-learn answers 0 or 1 there)
 * @example r2([1, 2, 3], [1, 2, 2]) // 0.5
 */
export function r2(y: ArrayLike<number>, forecast: ArrayLike<number>, weights?: ArrayLike<number>): number {
  checkSameLength('y', y, 'forecast', forecast)
  if (weights) checkSameLength('y', y, 'weights', weights)
  let total = 0
  let sum = 0
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < y.length; i++) {
    const w = weights?.[i] ?? 1
    if (w === 0) continue
    total += w
    sum += w * y[i]
    low = Math.min(low, y[i])
    high = Math.max(high, y[i])
  }
  if (!(low < high)) {
    const got = total > 0 ? `${low} in every row` : 'no rows'
    throw new LearnError('metric_undefined', `r2 needs values that vary, got ${got}. Report rmse instead.`)
  }
  const mean = sum / total
  let unexplained = 0
  let variation = 0
  for (let i = 0; i < y.length; i++) {
    const w = weights?.[i] ?? 1
    unexplained += w * (y[i] - forecast[i]) * (y[i] - forecast[i])
    variation += w * (y[i] - mean) * (y[i] - mean)
  }
  return 1 - unexplained / variation
}
