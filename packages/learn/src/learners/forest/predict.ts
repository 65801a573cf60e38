import type { RowWriter } from '../../learner.ts'
import { type Matrix, matrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { columnValues, rowReader, setColumns } from '../../trees/column-values.ts'
import { leafOf, type Tree } from '../../trees/tree.ts'
import { addTreeSums } from '../../trees/tree-sums.ts'
import { treeSumsOfRow } from '../../trees/tree-sums-of-row.ts'
import type { ForestModel } from './model.ts'

/** [n, k] probabilities or [n, 1] values: the mean over the trees. */
export function predictForest(model: ForestModel, table: Table): Matrix {
  const { task, columns, outputs, trees } = model
  const n = table.rows
  const sums = new Float64Array(n * outputs)
  addTreeSums(sums, { trees, outputs, wide: true }, columnValues(table, columns), setColumns(columns))
  const means = Float64Array.from(sums, (_, at) => sums[(at % outputs) * n + Math.floor(at / outputs)] / trees.length)
  return forecastOf(task, outputs, means)
}

/** The same for a row whose cells are written anew before each call; undefined where there is no kernel. Allocates nothing. */
export function forestOfRow({ task, columns, outputs, trees }: ForestModel, row: Table): RowWriter | undefined {
  const read = rowReader(row, columns)
  const sumsOf = treeSumsOfRow({ trees, outputs, wide: true }, setColumns(columns), new Array(outputs).fill(0))
  if (!sumsOf) return undefined
  const first = task === 'binary' ? 1 : 0 // the one output of two classes is that of class 1
  return into => {
    const sums = sumsOf(read())
    for (let o = 0; o < outputs; o++) into[first + o] = sums[o] / trees.length
    if (task === 'binary') into[0] = 1 - into[1]
  }
}

/** Calls `visit` with the leaf of every row in every tree, tree by tree. */
export function eachLeaf({ columns, trees }: ForestModel, table: Table, visit: (tree: Tree, leaf: number, i: number, t: number) => void) {
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  trees.forEach((tree, t) => {
    for (let i = 0; i < table.rows; i++) visit(tree, leafOf(tree, values, isSet, i), i, t)
  })
}

/** @param means [n, outputs] */
export function forecastOf(task: TaskKind, outputs: number, means: Float64Array): Matrix {
  const rows = means.length / outputs
  if (task !== 'binary') return matrix(rows, outputs, means)
  const out = matrix(rows, 2)
  means.forEach((p, i) => {
    out.data[2 * i] = 1 - p
    out.data[2 * i + 1] = p
  })
  return out
}
