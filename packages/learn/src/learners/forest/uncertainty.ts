import type { Uncertainty } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { scaleOf } from './contributions.ts'
import type { ForestModel } from './model.ts'
import { eachLeaf, predictForest } from './predict.ts'

/**
 * The spread between trees: the standard deviation of the single trees' forecasts, √(Σ_t (forecast_t − mean)² / trees). It says
 * how much one tree depends on its draw of rows and columns. It is wider than the error of the mean, and it does not shrink
 * when trees are added.
 */
export function forestUncertainty(model: ForestModel, table: Table): Uncertainty {
  const { task, outputs, trees } = model
  const { data } = predictForest(model, table)
  const mean = (i: number, o: number) => (task === 'binary' ? data[2 * i + 1] : data[i * outputs + o])
  const squares = new Float64Array(table.rows * outputs)
  eachLeaf(model, table, (tree, leaf, i) => {
    for (let o = 0; o < outputs; o++) {
      const off = tree.value[leaf * outputs + o] - mean(i, o)
      squares[i * outputs + o] += off * off
    }
  })
  return { scale: scaleOf(task), outputs, values: squares.map(sum => Math.sqrt(sum / trees.length)) }
}
