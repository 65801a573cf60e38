import type { RowWriter } from '../../learner.ts'
import type { Matrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { columnValues, rowReader, setColumns } from '../../trees/column-values.ts'
import type { Tree } from '../../trees/tree.ts'
import { addTreeSums } from '../../trees/tree-sums.ts'
import { treeSumsOfRow } from '../../trees/tree-sums-of-row.ts'
import type { BoostingModel } from './model.ts'
import { forecastOf, objectives } from './objectives/index.ts'

/** [n, k] probabilities, or [n, 1] values. */
export function predictBoosting(model: BoostingModel, table: Table): Matrix {
  return forecastOf(model.task, boostingScores(model, table), table.rows, model.base.length, model.thresholds)
}

/** The same for a row whose cells are written anew before each call; undefined where there is no kernel. Allocates nothing. */
export function boostingOfRow({ task, columns, base, thresholds, trees }: BoostingModel, row: Table): RowWriter | undefined {
  const read = rowReader(row, columns)
  const scoresOf = treeSumsOfRow({ trees, outputs: base.length }, setColumns(columns), base)
  const { write } = objectives[task].forecaster(base.length, thresholds)
  return scoresOf && (into => write(scoresOf(read()), 1, into))
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
