import { checkSameLength } from '../check.ts'
import { mean } from './mean.ts'

/**
 * Root of the mean squared error, in the unit of y: √ mean_i (y_i − f_i)².
 *
 * @param y        [n] values
 * @param forecast [n] values
 * @returns 0 or more, lower is better
 * @throws LearnError `shape_mismatch`; `metric_undefined` of no rows
 * @example rmse([1, 2], [1, 4]) // 1.4142135623730951
 */
export function rmse(y: ArrayLike<number>, forecast: ArrayLike<number>): number {
  checkSameLength('y', y, 'forecast', forecast)
  return Math.sqrt(mean(Float64Array.from(y, (value, i) => (value - forecast[i]) * (value - forecast[i]))))
}
