import { type Matrix, takeMatrixRows } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { columnValues, rowReader, setColumns } from '../../trees/column-values.ts'
import type { Tree } from '../../trees/tree.ts'
import { addTreeSums } from '../../trees/tree-sums.ts'
import { treeSumsOfRow } from '../../trees/tree-sums-of-row.ts'
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

/** The same for a row whose cells are written anew before each call; undefined where there is no kernel. Allocates only the answer. */
export function boostingOfRow({ task, columns, base, thresholds, trees }: BoostingModel, row: Table): (() => Float64Array) | undefined {
  const read = rowReader(row, columns)
  const scoresOf = treeSumsOfRow({ trees, outputs: base.length }, setColumns(columns), base)
  const { forecast } = objectives[task]
  if (!scoresOf) return undefined
  return () => {
    const scores = scoresOf(read())
    const { data } = forecast(scores, 1, thresholds)
    return data === scores ? data.slice() : data // a regression's forecast is its score, which the next row writes over
  }
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
  addTreeSums(scores, { trees, outputs }, values, isSet)
}
