import type { Uncertainty } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { cellsOf } from './cells.ts'
import { type AdditiveModel, SCALES } from './model.ts'
import { addCells } from './predict.ts'

/**
 * Standard deviation of the score over the bags (n − 1), times the model's spread. Exact: every bag scores the row with its own
 * intercept, curves and pairs (to the 5 digits that the model keeps of them).
 */
export function additiveUncertainty(model: AdditiveModel, table: Table): Uncertainty {
  const { mains, pairs } = cellsOf(model, table)
  const n = table.rows
  const outputs = model.intercept.length
  const out = new Float64Array(n * outputs)
  for (let o = 0; o < outputs; o++) {
    const scores = model.bagIntercepts.map((intercept, b) => {
      const own = new Float64Array(n).fill(intercept[o])
      model.columns.forEach(({ bags }, j) => {
        addCells(own, bags[b][o], mains[j])
      })
      model.pairs.forEach(({ bags }, p) => {
        addCells(own, bags[b][o], pairs[p].cells)
      })
      return own
    })
    for (let i = 0; i < n; i++) out[i * outputs + o] = model.spread * deviation(scores.map(own => own[i]))
  }
  return { scale: SCALES[model.task], outputs, values: out }
}

/** √(Σ (v − mean)² / (n − 1)). @example deviation([1, 3, 5]) // 2 */
export function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (values.length - 1))
}
