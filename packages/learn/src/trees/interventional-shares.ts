import { LearnError } from '../errors.ts'
import type { Contributions } from '../learner.ts'
import type { Table } from '../table.ts'
import { columnValues, setColumns, type TreeColumn } from './column-values.ts'
import { createInterventionalShap } from './interventional-shap.ts'
import { leafOf, type Tree } from './tree.ts'
import { depthOf } from './tree-shap.ts'

/**
 * Exact Shapley values of sums of trees where unknown columns are taken from the background rows, one background row after another:
 *
 *   v_o(S) = mean over background rows of Σ_t tree_t(columns in S from the row, all others from the background row)
 *
 * The base is the mean over the background. O(rows × background × leaves): some hundred background rows are plenty.
 *
 * @param trees [outputs] the trees summed for each output, one number to a leaf
 * @returns base [outputs], values [n, outputs, d]
 * @throws LearnError `too_few_rows` when there is no background row; as `columnValues`
 */
export function interventionalShares(
  columns: readonly TreeColumn[],
  trees: readonly (readonly Tree[])[],
  table: Table,
  background: Table,
): Pick<Contributions, 'base' | 'values'> {
  const m = background.rows
  if (m === 0) throw new LearnError('too_few_rows', 'The background has no rows, and the base is its mean score. Give at least one row.')
  const x = columnValues(table, columns)
  const b = columnValues(background, columns)
  const isSet = setColumns(columns)
  const d = columns.length
  const outputs = trees.length
  const deepest = trees.flat().reduce((most, tree) => Math.max(most, depthOf(tree)), 0)
  const shap = createInterventionalShap(d, deepest)
  const values = new Float64Array(table.rows * outputs * d)
  const base = new Float64Array(outputs)
  trees.forEach((own, output) => {
    for (const tree of own) {
      for (let k = 0; k < m; k++) base[output] += tree.value[leafOf(tree, b, isSet, k)] / m
      for (let i = 0; i < table.rows; i++) {
        const first = (i * outputs + output) * d
        const into = values.subarray(first, first + d)
        for (let k = 0; k < m; k++) shap(tree, isSet, x, i, b, k, into)
      }
    }
  })
  return { base, values: values.map(sum => sum / m) }
}
