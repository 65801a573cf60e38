import type { Contributions } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { createTreeShap, depthOf, expectedValue } from '../../trees/tree-shap.ts'
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
  const d = columns.length
  const shap = createTreeShap(trees.reduce((deepest, tree) => Math.max(deepest, depthOf(tree)), 0))
  const shares = new Float64Array(table.rows * outputs * d)
  const means = Float64Array.from(base)
  trees.forEach((tree, t) => {
    const output = t % outputs
    means[output] += expectedValue(tree)
    for (let i = 0; i < table.rows; i++) {
      const first = (i * outputs + output) * d
      shap(tree, values, isSet, i, shares.subarray(first, first + d))
    }
  })
  const named = { columns: columns.map(c => c.name), outputs, base: means, values: shares }
  return { scale: scaleOf[task], ...named, ...(task === 'ordinal' && { thresholds }) }
}
