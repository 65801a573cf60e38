import type { Contributions, Uncertainty } from '../../learner.ts'
import type { Table } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { expectedValue } from '../../trees/tree-shap.ts'
import { treeShares } from '../../trees/tree-shares.ts'
import type { ForestModel } from './model.ts'

/**
 * Exact Shapley values of the forecast itself, the mean over the trees. The base is the mean of the trees' mean forecasts over
 * their own training rows, by weight.
 */
export function forestContributions({ task, columns, outputs, trees }: ForestModel, table: Table): Contributions {
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  const base = new Float64Array(outputs)
  const shares = treeShares({ trees, outputs, wide: true }, values, isSet, table.rows)
  for (const tree of trees) {
    for (let o = 0; o < outputs; o++) base[o] += expectedValue(tree, outputs, o) / trees.length
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
