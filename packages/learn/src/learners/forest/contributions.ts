import type { Contributions, Uncertainty } from '../../learner.ts'
import type { Table } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { createTreeShap, depthOf, expectedValue } from '../../trees/tree-shap.ts'
import type { ForestModel } from './model.ts'

/**
 * Exact Shapley values of the forecast itself, the mean over the trees. The base is the mean of the trees' mean forecasts over
 * their own training rows, by weight.
 */
export function forestContributions({ task, columns, outputs, trees }: ForestModel, table: Table): Contributions {
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  const d = columns.length
  const shap = createTreeShap(
    trees.reduce((deepest, tree) => Math.max(deepest, depthOf(tree)), 0),
    outputs,
  )
  const base = new Float64Array(outputs)
  const shares = new Float64Array(table.rows * outputs * d)
  for (const tree of trees) {
    for (let o = 0; o < outputs; o++) base[o] += expectedValue(tree, outputs, o) / trees.length
    for (let i = 0; i < table.rows; i++) shap(tree, values, isSet, i, shares.subarray(i * outputs * d, (i + 1) * outputs * d))
  }
  return {
    scale: scaleOf(task),
    columns: columns.map(c => c.name),
    outputs,
    base,
    values: shares.map(share => share / trees.length),
  }
}

export function scaleOf(task: TaskKind): Uncertainty['scale'] {
  return task === 'regression' ? 'value' : 'probability'
}
