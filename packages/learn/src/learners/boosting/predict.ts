import { type Matrix, takeMatrixRows } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import type { Tree } from '../../trees/tree.ts'
import { addTreeSums } from '../../trees/tree-sums.ts'
import type { BoostingModel } from './model.ts'
import { objectives } from './objectives/index.ts'

/** [n, k] probabilities, or [n, 1] values. */
export function predictBoosting(model: BoostingModel, table: Table): Matrix {
  const scores = boostingScores(model, table)
  const { forecast } = objectives[model.task]
  // the scores of no rows do not tell the number of classes: the base row does
  if (table.rows === 0) return takeMatrixRows(forecast(Float64Array.from(model.base), 1, model.thresholds), [])
  return forecast(scores, table.rows, model.thresholds)
}

/** Scores before the link, [outputs, n]: base plus the trees, added in the order of training, so to the same bits. */
export function boostingScores({ columns, base, trees }: BoostingModel, table: Table): Float64Array {
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  const n = table.rows
  const scores = new Float64Array(base.length * n)
  base.forEach((start, o) => {
    scores.fill(start, o * n, (o + 1) * n)
  })
  addTrees(scores, trees, base.length, values, isSet)
  return scores
}

/** Adds what the trees say to scores [outputs, n]; tree t to output t mod outputs. */
export function addTrees(
  scores: Float64Array,
  trees: readonly Tree[],
  outputs: number,
  values: readonly Float64Array[],
  isSet: readonly boolean[],
): void {
  addTreeSums({ data: scores, outputs, rowStep: 1, outputStep: scores.length / outputs }, trees, false, values, isSet)
}
