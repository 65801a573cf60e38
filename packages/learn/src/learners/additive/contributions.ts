import type { Contributions } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { cellsOf } from './cells.ts'
import { type AdditiveModel, SCALES } from './model.ts'

/**
 * The values of the curves themselves, exact; the base is the intercept. A pair's value is split half and half between its two
 * columns, which is its Shapley value too, as both of its margins are 0.
 */
export function additiveContributions(model: AdditiveModel, table: Table): Contributions {
  const { mains, pairs } = cellsOf(model, table)
  const d = model.columns.length
  const outputs = model.intercept.length
  const shares = new Float64Array(table.rows * outputs * d)
  const add = (j: number, values: readonly (readonly number[])[], cells: ArrayLike<number>, share: number) => {
    for (let i = 0; i < table.rows; i++) for (let o = 0; o < outputs; o++) shares[(i * outputs + o) * d + j] += share * values[o][cells[i]]
  }
  model.columns.forEach(({ values }, j) => {
    add(j, values, mains[j], 1)
  })
  model.pairs.forEach(({ values }, p) => {
    for (const j of pairs[p].of) add(j, values, pairs[p].cells, 0.5)
  })
  return {
    scale: SCALES[model.task],
    columns: model.columns.map(c => c.name),
    outputs,
    base: Float64Array.from(model.intercept),
    values: shares,
    ...(model.task === 'ordinal' && { thresholds: model.thresholds }),
  }
}
