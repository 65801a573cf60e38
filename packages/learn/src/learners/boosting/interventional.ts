import { LearnError } from '../../errors.ts'
import type { Contributions } from '../../learner.ts'
import { type Table, takeRows } from '../../table.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import { createInterventionalShap } from '../../trees/interventional-shap.ts'
import { leafOf } from '../../trees/tree.ts'
import { depthOf } from '../../trees/tree-shap.ts'
import { boostingContributions } from './contributions.ts'
import type { BoostingModel } from './model.ts'

/**
 * Exact Shapley values of the scores where unknown columns are taken from the background rows, one background row after another.
 * The base is the mean score of the background. O(rows × background × leaves): some hundred background rows are plenty.
 *
 * @throws LearnError `too_few_rows` when there is no background row
 */
export function boostingInterventional(model: BoostingModel, table: Table, background: Table): Contributions {
  const m = background.rows
  if (m === 0) throw new LearnError('too_few_rows', 'The background has no rows, and the base is its mean score. Give at least one row.')
  const { columns, trees } = model
  const shape = boostingContributions(model, takeRows(table, [])) // its scale and outputs
  const x = columnValues(table, columns)
  const b = columnValues(background, columns)
  const isSet = setColumns(columns)
  const d = columns.length
  const { outputs } = shape
  const shap = createInterventionalShap(
    d,
    trees.reduce((deepest, tree) => Math.max(deepest, depthOf(tree)), 0),
  )
  const values = new Float64Array(table.rows * outputs * d)
  const base = Float64Array.from(model.base)
  trees.forEach((tree, t) => {
    const output = t % outputs
    for (let k = 0; k < m; k++) base[output] += tree.value[leafOf(tree, b, isSet, k)] / m
    for (let i = 0; i < table.rows; i++) {
      const first = (i * outputs + output) * d
      const into = values.subarray(first, first + d)
      for (let k = 0; k < m; k++) shap(tree, isSet, x, i, b, k, into)
    }
  })
  return { ...shape, base, values: values.map(sum => sum / m) }
}
