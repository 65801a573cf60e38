/** Splits from the root to a leaf at most; a model with a deeper tree is refused when it is read. */
export const DEEPEST_TREE = 200

/** A tree as columns of numbers, one per node; node 0 is the root. Plain JSON. */
export interface Tree {
  readonly column: number[] // −1: a leaf
  /** Numbers go left when value ≤ cut. For levels: a position in `sets`. */
  readonly cut: number[]
  /** Level codes that go left; every other code and unseen ones go right. */
  readonly sets: number[][]
  readonly left: number[]
  readonly right: number[]
  readonly missingLeft: number[] // 1: what is missing goes left
  readonly value: number[] // [nodes, outputs] leaves: what is added to each score, learning rate included; else 0
  readonly cover: number[] // weight of the training rows that came by
}

export function emptyTree(): Tree {
  return { column: [], cut: [], sets: [], left: [], right: [], missingLeft: [], value: [], cover: [] }
}

/** @returns the new node, a leaf of zeros until it is given a value or a split */
export function addNode(tree: Tree, cover: number, outputs = 1): number {
  tree.column.push(-1)
  tree.cut.push(0)
  tree.left.push(-1)
  tree.right.push(-1)
  tree.missingLeft.push(0)
  for (let o = 0; o < outputs; o++) tree.value.push(0)
  return tree.cover.push(cover) - 1
}

/**
 * Where row i goes from an inner node.
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 */
export function childOf(tree: Tree, node: number, values: readonly Float64Array[], isSet: readonly boolean[], i: number): number {
  const column = tree.column[node]
  const v = values[column][i]
  const known = isSet[column] ? tree.sets[tree.cut[node]].includes(v) : v <= tree.cut[node]
  const goesLeft = known || (tree.missingLeft[node] === 1 && Number.isNaN(v))
  return goesLeft ? tree.left[node] : tree.right[node]
}

export function leafOf(tree: Tree, values: readonly Float64Array[], isSet: readonly boolean[], i: number): number {
  let node = 0
  while (tree.column[node] >= 0) node = childOf(tree, node, values, isSet, i)
  return node
}
