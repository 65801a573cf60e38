import type { Uncertainty } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { columnValues, setColumns } from '../../trees/column-values.ts'
import type { BoostingModel } from './model.ts'
import { addTrees } from './predict.ts'
import { scaleOf } from './scale.ts'

/** Standard deviation of the score over the model's seeds (n − 1 below the line); 0 for one seed. */
export function boostingUncertainty({ task, columns, base, rounds, trees }: BoostingModel, table: Table): Uncertainty {
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  const n = table.rows
  const outputs = base.length
  const perSeed = rounds * outputs
  const seeds = perSeed > 0 ? trees.length / perSeed : 1
  const scores = Array.from({ length: seeds }, (_, s) => {
    const own = new Float64Array(outputs * n)
    addTrees(own, trees.slice(s * perSeed, (s + 1) * perSeed), outputs, values, isSet)
    return own.map(v => seeds * v) // the base is the same for all
  })
  const spread = new Float64Array(n * outputs)
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < n; i++) spread[i * outputs + o] = deviation(scores.map(of => of[o * n + i]))
  }
  return { scale: scaleOf[task], outputs, values: spread }
}

function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (values.length - 1))
}
