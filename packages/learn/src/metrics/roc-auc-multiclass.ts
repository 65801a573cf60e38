import { checkClasses, checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { column } from './column.ts'
import type { Weighted } from './metric.ts'
import { sharedByForecast } from './once-per-weights.ts'
import { classSizes, pairWins } from './pair-wins.ts'
import { ranking } from './ranking.ts'

/**
 * Each class against all others by its own probability, averaged.
 *
 *   macro: classes count the same;  weighted: by their number of rows
 *
 * @param y        [n] true classes, 0 … k − 1
 * @param forecast [n, k] probabilities, k ≥ 2 (with two classes both sides give the binary AUC)
 * @returns in [0, 1], higher is better; 0.5 is chance
 * @throws LearnError `metric_undefined` when a class has no rows, as scikit-learn; `shape_mismatch`; `bad_param`; `not_finite`
 * @example rocAucOneVsRest([0, 1, 2], matrix(3, 3, [0.6, 0.2, 0.2, 0.3, 0.3, 0.4, 0.1, 0.3, 0.6]), 'macro') // 0.9166666666666666
 */
export function rocAucOneVsRest(y: ArrayLike<number>, forecast: Matrix, average: 'macro' | 'weighted'): number {
  return weightedOneVsRest(y, forecast, average)(new Float64Array(y.length).fill(1))
}

/**
 * Hand and Till's M: every pair of classes on its own, by either class's probability, all pairs alike. Class shares do not matter.
 *
 *   mean_{c < j} (A(c|j) + A(j|c)) / 2,  A(c|j) = chance that a row of class c has a higher p_c than a row of class j
 *
 * @param y        [n] true classes, 0 … k − 1
 * @param forecast [n, k] probabilities, k ≥ 2
 * @returns in [0, 1], higher is better; 0.5 is chance
 * @throws LearnError `metric_undefined` when a class has no rows (scikit-learn drops it in silence); `shape_mismatch`; `bad_param`; `not_finite`
 *
 * Source: Hand & Till (2001), Machine Learning 45, 171–186.
 *
 * @example rocAucOneVsOne([0, 1, 2], matrix(3, 3, [0.6, 0.2, 0.2, 0.3, 0.3, 0.4, 0.1, 0.3, 0.6])) // 0.9166666666666666
 */
export function rocAucOneVsOne(y: ArrayLike<number>, forecast: Matrix): number {
  return weightedOneVsOne(y, forecast)(new Float64Array(y.length).fill(1))
}

export function weightedOneVsRest(y: ArrayLike<number>, forecast: Matrix, average: 'macro' | 'weighted'): Weighted {
  const winsOf = weightedWins(y, forecast)
  return weights => {
    const { wins, sizes, total } = winsOf(weights)
    let sum = 0
    for (let c = 0; c < sizes.length; c++) {
      const won = wins[c].reduce((a, b) => a + b, 0)
      sum += (won / (sizes[c] * (total - sizes[c]))) * (average === 'macro' ? 1 / sizes.length : sizes[c] / total)
    }
    return sum
  }
}

export function weightedOneVsOne(y: ArrayLike<number>, forecast: Matrix): Weighted {
  const winsOf = weightedWins(y, forecast)
  return weights => {
    const { wins, sizes } = winsOf(weights)
    let sum = 0
    for (let c = 0; c < sizes.length; c++) for (let j = 0; j < sizes.length; j++) sum += wins[c][j] / (sizes[c] * sizes[j])
    return sum / (sizes.length * (sizes.length - 1))
  }
}

/** wins[c][j]: pairs of classes c and j that p_c puts in order. */
const weightedWins = sharedByForecast((y, forecast: Matrix) => {
  const k = forecast.cols
  checkSameLength('y', y, 'forecast', { length: forecast.rows })
  checkClasses('y', y, k)
  const classes = Int32Array.from(y)
  const orders = Array.from({ length: k }, (_, c) => ranking(column(forecast, c)))
  const labels = orders.map(({ rows }) => rows.map(row => classes[row]))
  return (weights: Float64Array) => {
    const sizes = classSizes(classes, k, weights)
    const absent = sizes.indexOf(0)
    if (absent >= 0) {
      throw new LearnError(
        'metric_undefined',
        `The AUC of ${k} classes needs rows of each, got none of class ${absent}. Merge or drop that class, or report a Brier score.`,
      )
    }
    const wins = orders.map((order, c) => pairWins(order, labels[c], c, sizes, weights))
    return { wins, sizes, total: sizes.reduce((a, b) => a + b, 0) }
  }
})
