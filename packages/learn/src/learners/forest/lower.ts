import { affine } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { type LoweredColumn, valueNode } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import { setColumns } from '../../trees/column-values.ts'
import type { ForestModel } from './model.ts'

/** The mean of the trees, as nodes. */
export function lowerForest(model: ForestModel, columns: readonly LoweredColumn[], build: FormulaBuilder): NodeId[] {
  const { task, outputs, trees } = model
  const sums = build.addEnsemble({
    columns: columns.map(column => valueNode(build, column)),
    isSet: setColumns(model.columns),
    outputs,
    width: outputs,
    trees,
  })
  const means = sums.map(sum => affine(build, sum, 1 / trees.length, 0))
  return task === 'binary' ? [affine(build, means[0], -1, 1), means[0]] : means
}
