import { affine, constant } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { lowerLink } from '../../export/link.ts'
import { type LoweredColumn, valueNode } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import { setColumns } from '../../trees/column-values.ts'
import type { BoostingModel } from './model.ts'

/** The sum of the trees and the link of the task, as nodes. */
export function lowerBoosting(model: BoostingModel, columns: readonly LoweredColumn[], build: FormulaBuilder): NodeId[] {
  const { task, base, thresholds, trees } = model
  const sums =
    trees.length === 0
      ? base.map(() => constant(build, 0))
      : build.addEnsemble({
          columns: columns.map(column => valueNode(build, column)),
          isSet: setColumns(model.columns),
          outputs: base.length,
          width: 1,
          trees,
        })
  const scores = sums.map((sum, o) => affine(build, sum, 1, base[o]))
  return lowerLink(build, task, scores, thresholds)
}
