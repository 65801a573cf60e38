import type { Contributions } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { expectedValue } from '../../trees/tree-shap.ts'
import { treeShares } from '../../trees/tree-shares.ts'
import type { BoostingModel } from './model.ts'
import { scaleOf } from './scale.ts'

/**
 * Exact Shapley values of the scores, summed over the trees. The base is the model's mean score over its training rows
 * (by weight; by the drawn rows of each round when rowShare is below 1).
 */
export function boostingContributions({ task, columns, base, thresholds, trees }: BoostingModel, table: Table): Contributions {
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  const outputs = base.length
  const shares = treeShares({ trees, outputs }, values, isSet, table.rows)
  const means = Float64Array.from(base)
  trees.forEach((tree, t) => {
    means[t % outputs] += expectedValue(tree)
  })
  const named = { columns: columns.map(c => c.name), outputs, base: means, values: shares }
  return { scale: scaleOf[task], ...named, ...(task === 'ordinal' && { thresholds }) }
}
