import { type Shape, shape } from '../bundle/shape.ts'
import type { TreeColumn } from './column-values.ts'
import { DEEPEST_TREE, type Tree } from './tree.ts'

/** A tree as far as its members go; `wrongWithTree` looks at how they hang together. */
export const treeShape: Shape<Tree> = shape.record<Tree>({
  column: shape.list(shape.whole(-1), 1),
  cut: shape.list(shape.number()),
  sets: shape.list(shape.list(shape.whole(0))),
  left: shape.list(shape.whole(-1)),
  right: shape.list(shape.whole(-1)),
  missingLeft: shape.list(shape.oneOf(0, 1)),
  value: shape.list(shape.number()),
  cover: shape.list(shape.number(Number.MIN_VALUE)),
})

/** The columns of trees as a model lists them. */
export const treeColumns: Shape<TreeColumn[]> = shape.where(
  shape.list(
    shape.variants<'kind', TreeColumn>('kind', {
      numeric: shape.record({ kind: shape.oneOf('numeric'), name: shape.text }),
      categorical: shape.record({ kind: shape.oneOf('categorical'), name: shape.text, levels: shape.names(), ordered: shape.flag }),
    }),
  ),
  columns => shape.names()(columns.map(c => c.name)),
)

/**
 * Why these nodes are no tree over these columns, or nothing. Every node but the root has exactly one parent, which stands before
 * it: no cycle, and no node that two ways lead to (twenty such in a row would be a million ways for a walk). Not deeper than
 * DEEPEST_TREE, which bounds recursion and what TreeSHAP keeps in memory.
 *
 * @param outputs numbers to a leaf
 */
export function wrongWithTree(tree: Tree, columns: readonly TreeColumn[], outputs = 1): string | undefined {
  const { column, cut, sets, left, right } = tree
  const n = column.length
  const uneven = (['cut', 'left', 'right', 'missingLeft', 'cover'] as const).find(name => tree[name].length !== n)
  if (uneven) return `.${uneven} must have ${n} items, one per node, got ${tree[uneven].length}`
  if (tree.value.length !== n * outputs) return `.value must have ${n * outputs} items, ${outputs} per node, got ${tree.value.length}`
  const depth = new Int32Array(n).fill(-1)
  depth[0] = 0
  for (let node = 0; node < n; node++) {
    if (depth[node] < 0) return ` has a node ${node} that no earlier node leads to`
    if (column[node] < 0) continue
    const split = columns[column[node]]
    if (!split) return `.column[${node}] must be below ${columns.length}, got ${column[node]}`
    if (split.kind === 'categorical' && !split.ordered && !sets[cut[node]])
      return `.cut[${node}] must name one of ${sets.length} sets, got ${cut[node]}`
    if (depth[node] === DEEPEST_TREE) return ` is more than ${DEEPEST_TREE} splits deep`
    for (const child of [left[node], right[node]]) {
      if (child <= node || child >= n) return ` has a node ${node} whose child is ${child}: children stand after their parent, below ${n}`
      if (depth[child] >= 0) return ` has a node ${child} with two parents`
      depth[child] = depth[node] + 1
    }
  }
  return undefined
}
