import { checkWhole } from '../check.ts'
import type { Rebalancer } from '../recipe.ts'
import type { CategoricalColumn, NumericColumn, Table } from '../table.ts'
import { chosen } from './chosen.ts'
import { median } from './median.ts'
import { planOverSampling } from './over-sampling-plan.ts'
import { betweenNeighbours, type SmoteParams } from './smote.ts'
import { checkComplete, withSynthetic } from './synthetic-rows.ts'

/**
 * SMOTE for numeric and categorical columns together. Numeric cells lie between base and neighbour as in smote; a categorical
 * cell is the level most frequent among the base's k neighbours (in a tie the base's own, else the lower code). Distance in a class:
 *
 *   d²(a, b) = Σ_numeric (a_j − b_j)² + penalty² · (number of categorical columns that differ)
 *
 * penalty: the median of the numeric columns' standard deviations among the rows of the class; 1 where there is no numeric
 * column or the median is 0. Ordered columns count as categorical. The rest as in smote.
 *
 * Source: Chawla et al. (2002), JAIR 16, 321–357, §6.1. imbalanced-learn 0.10 differs: it takes the penalty from the smallest class
 * for all classes, and halves penalty².
 *
 * @throws LearnError `wrong_task` (regression), `not_finite` (missing values), `bad_param`, `aborted`
 */
export const smoteNc: Rebalancer<SmoteParams> = {
  kind: 'smoteNc',
  defaults: { k: 5, target: 'largest' },

  rebalance(part, params, ctx) {
    const { k, target } = chosen('smoteNc', smoteNc.defaults, params)
    checkWhole('smoteNc k', k, 1)
    const classes = planOverSampling('smoteNc', part, target)
    checkComplete('smoteNc', part.table)
    return withSynthetic(
      part,
      classes.flatMap(own => betweenNeighbours('smoteNc', own, k, mixedDistance(part.table, own.rows), ctx)),
    )
  },
}

/** Squared distance between two rows of one class, whose rows are given. */
function mixedDistance({ columns }: Table, rows: Int32Array): (a: number, b: number) => number {
  const numeric = columns.filter((c): c is NumericColumn => c.kind === 'numeric').map(c => c.values)
  const categorical = columns.filter((c): c is CategoricalColumn => c.kind === 'categorical').map(c => c.codes)
  const penalty = median(numeric.map(values => standardDeviation(values, rows))) || 1
  return (a, b) => {
    let sum = 0
    for (const values of numeric) sum += (values[a] - values[b]) * (values[a] - values[b])
    for (const codes of categorical) if (codes[a] !== codes[b]) sum += penalty * penalty
    return sum
  }
}

function standardDeviation(values: Float64Array, rows: Int32Array): number {
  const mean = rows.reduce((sum, i) => sum + values[i], 0) / rows.length
  return Math.sqrt(rows.reduce((sum, i) => sum + (values[i] - mean) * (values[i] - mean), 0) / rows.length)
}
