import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import type { Tree } from '../../trees/tree.ts'
import { treeColumns, treeShape, wrongWithTree } from '../../trees/tree-shape.ts'
import type { ForestModel } from './model.ts'

/** @throws LearnError `bad_bundle` */
export function checkForestModel(model: unknown): void {
  checkShape('The forest', model, forestModel)
}

const forestModel: Shape<ForestModel> = shape.where(
  shape.record<ForestModel>({
    kind: shape.oneOf('forest'),
    task: shape.oneOf('binary', 'multiclass', 'ordinal', 'regression'),
    columns: treeColumns,
    outputs: shape.whole(1),
    trees: shape.list(treeShape, 1),
    bootstrap: shape.optional(
      shape.record<NonNullable<ForestModel['bootstrap']>>({
        seed: shape.whole(Number.MIN_SAFE_INTEGER),
        rows: shape.whole(1),
      }),
    ),
  }),
  ({ task, columns, outputs, trees }) => {
    const byClass = task === 'multiclass' || task === 'ordinal'
    if (byClass ? outputs < 2 : outputs !== 1) return `.outputs is ${outputs}, which is no number of shares in a ${task} task`
    for (const [t, tree] of trees.entries()) {
      const wrong = wrongWithTree(tree, columns, outputs) ?? (task === 'regression' ? undefined : wrongWithShares(tree, outputs))
      if (wrong !== undefined) return `.trees[${t}]${wrong}`
    }
    return undefined
  },
)

/** Every leaf holds a probability of class 1, or those of all classes. */
function wrongWithShares({ column, value }: Tree, outputs: number): string | undefined {
  for (let node = 0; node < column.length; node++) {
    if (column[node] >= 0) continue
    let sum = 0
    for (let at = node * outputs; at < (node + 1) * outputs; at++) {
      if (!(value[at] >= 0 && value[at] <= 1)) return `.value[${at}] must be a share from 0 to 1, got ${value[at]}`
      sum += value[at]
    }
    if (outputs > 1 && !(Math.abs(sum - 1) <= 1e-6)) return ` has a leaf ${node} whose shares sum to ${sum}, not to 1`
  }
  return undefined
}
