import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import { treeColumns, treeShape, wrongWithTree } from '../../trees/tree-shape.ts'
import type { BoostingModel } from './model.ts'

/** @throws LearnError `bad_bundle` */
export function checkBoostingModel(model: unknown): void {
  checkShape('The boosting model', model, boostingModel)
}

const boostingModel: Shape<BoostingModel> = shape.where(
  shape.record<BoostingModel>({
    kind: shape.oneOf('boosting'),
    task: shape.oneOf('binary', 'multiclass', 'ordinal', 'regression'),
    columns: treeColumns,
    base: shape.list(shape.number(), 1),
    thresholds: shape.rising,
    rounds: shape.whole(0),
    trees: shape.list(treeShape),
  }),
  ({ task, columns, base, thresholds, rounds, trees }) => {
    if (task !== 'multiclass' && base.length !== 1) return `.base must hold one number in a ${task} task, got ${base.length}`
    if ((task === 'ordinal') !== thresholds.length > 0)
      return `.thresholds must be there in an ordinal task and no other, got ${thresholds.length}`
    const perSeed = rounds * base.length
    if (perSeed === 0 ? trees.length > 0 : trees.length % perSeed !== 0)
      return `.trees must be a multiple of ${rounds} rounds × ${base.length}, got ${trees.length}`
    for (const [t, tree] of trees.entries()) {
      const wrong = wrongWithTree(tree, columns)
      if (wrong !== undefined) return `.trees[${t}]${wrong}`
    }
    return undefined
  },
)
