import type { TrainingPart } from '../../sample.ts'
import { outputsOf } from '../../task.ts'

/**
 * Every task as squares: a row's target is a vector, a node forecasts the mean of its rows', and a split is good when it takes
 * much off Σ weight · |target − mean|².
 *
 *   regression, binary   y itself: variance; half of Gini's impurity
 *   multiclass           1 for its class, else 0: Gini's impurity
 *   ordinal              for each class c, 1 when y ≤ c, else 0: the ranked probability score, which knows the order
 *
 * Entropy in place of Gini moved the log loss of scikit-learn's forests by −2.0 to +1.6 % on six generated and three student
 * tables, better where columns say much and worse where they say little; squares need no logarithms and serve every task.
 */
export interface ForestTarget {
  readonly outputs: number
  readonly y: Float64Array // [n] class positions; or the values, less `centre`
  readonly byClass: boolean // y says which of the outputs is 1
  readonly ordered: boolean // sums over classes become sums up to each class before they are compared
  readonly centre: number // a regression's mean, so that squares keep their digits; else 0
  readonly prior: number // what one would say of each output without rows
}

/** @param weights [n] */
export function forestTarget({ y, task }: TrainingPart, weights: Float64Array): ForestTarget {
  const { kind } = task
  const byClass = kind === 'multiclass' || kind === 'ordinal'
  const outputs = byClass ? outputsOf(task) : 1
  const centre = kind === 'regression' ? weightedMean(y, weights) : 0
  return {
    outputs,
    y: centre === 0 ? y : y.map(v => v - centre),
    byClass,
    ordered: kind === 'ordinal',
    centre,
    prior: kind === 'regression' ? 0 : kind === 'binary' ? 0.5 : 1 / outputs,
  }
}

function weightedMean(y: Float64Array, weights: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    sum += weights[i] * y[i]
    total += weights[i]
  }
  return sum / total
}
