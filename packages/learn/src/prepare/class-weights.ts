import { checkRange } from '../check.ts'
import { LearnError } from '../errors.ts'
import { pow } from '../math/index.ts'
import type { Rebalancer } from '../recipe.ts'
import { chosen } from './chosen.ts'

export interface ClassWeightsParams {
  /** 1 makes classes count equally, 0 changes nothing, 0.5 lies half-way. */
  readonly power: number
}

/**
 * Weights rows so that rare classes count as much as common ones:
 *
 *   w_i = weight_i · u_c(i) · n / Σ_j u_c(j),   u_c = (n / (k n_c))^power,   k classes that have rows, n_c of class c
 *
 * The weights of a part without weights sum to n. With power 1 they are scikit-learn's `balanced`. No row is added.
 * Probabilities learned so are of a world with equal classes: calibrate afterwards.
 *
 * @throws LearnError `wrong_task` (regression), `bad_param` (power outside [0, 1])
 */
export const classWeights: Rebalancer<ClassWeightsParams> = {
  kind: 'classWeights',
  defaults: { power: 1 },

  rebalance(part, params) {
    const { power } = chosen('classWeights', classWeights.defaults, params)
    checkRange('classWeights power', power, 0, 1)
    const { y, task, weights } = part
    if (task.kind === 'regression') {
      throw new LearnError('wrong_task', 'classWeights balances classes, and a regression has none. Take it out of the recipe.')
    }
    const n = y.length
    const counts = new Float64Array(task.classes.length)
    for (const label of y) counts[label]++
    const present = counts.filter(count => count > 0).length
    const own = counts.map(count => (count > 0 ? pow(n / (present * count), power) : 0))
    const sum = y.reduce((total, label) => total + own[label], 0)
    return { ...part, weights: y.map((label, i) => ((weights?.[i] ?? 1) * own[label] * n) / sum) }
  },
}
