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
  const x = { x: columnValues(table, columns), n: table.rows }
  return sharesAgainst(trees, setColumns(columns), x, { x: columnValues(background, columns), n: background.rows })
}

interface Values {
  readonly x: readonly Float64Array[] // [d][n], NaN is missing
  readonly n: number
}

/**
 * The same of values that trees ask about as they are.
 *
 * @param isSet [d] true for unordered levels
 */
export function sharesAgainst(
  trees: readonly (readonly Tree[])[],
  isSet: readonly boolean[],
  { x, n }: Values,
  { x: b, n: m }: Values,
): Pick<Contributions, 'base' | 'values'> {
  if (m === 0) throw new LearnError('too_few_rows', 'The background has no rows, and the base is its mean score. Give at least one row.')
  const d = isSet.length
  const outputs = trees.length
  const deepest = trees.flat().reduce((most, tree) => Math.max(most, depthOf(tree)), 0)
  const shap = createInterventionalShap(d, deepest)
  const values = new Float64Array(n * outputs * d)
  const base = new Float64Array(outputs)
  trees.forEach((own, output) => {
    for (const tree of own) {
      for (let k = 0; k < m; k++) base[output] += tree.value[leafOf(tree, b, isSet, k)] / m
      for (let i = 0; i < n; i++) {
        const first = (i * outputs + output) * d
        const into = values.subarray(first, first + d)
        for (let k = 0; k < m; k++) shap(tree, isSet, x, i, b, k, into)
      }
    }
  })
  return { base, values: values.map(sum => sum / m) }
}
