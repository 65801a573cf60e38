import type { Matrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { forecastOf } from '../boosting/objectives/index.ts'
import { byName } from './by-name.ts'
import { cellsOf } from './cells.ts'
import type { AdditiveModel } from './model.ts'

/** [n, k] probabilities, or [n, 1] values. */
export function predictAdditive(model: AdditiveModel, table: Table): Matrix {
  return forecastOf(model.task, additiveScores(model, table), table.rows, model.intercept.length, model.thresholds)
}

/** Scores before the link, [outputs, n]: curves added in order of name, then pairs. */
export function additiveScores(model: AdditiveModel, table: Table): Float64Array {
  const { mains, pairs } = cellsOf(model, table)
  const n = table.rows
  const scores = new Float64Array(model.intercept.length * n)
  model.intercept.forEach((start, o) => {
    const own = scores.subarray(o * n, (o + 1) * n).fill(start)
    for (const j of byName(model.columns)) addCells(own, model.columns[j].values[o], mains[j])
    model.pairs.forEach(({ values }, p) => {
      addCells(own, values[o], pairs[p].cells)
    })
  })
  return scores
}

/** scores[i] += values[cells[i]] */
export function addCells(scores: Float64Array, values: readonly number[], cells: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) scores[i] += values[cells[i]]
}
