import { childBounds, UNBOUNDED, within } from './bounds.ts'
import type { Grown } from './grow.ts'

/**
 * Gives every leaf the learning rate times `best` of its rows. Where columns are monotone, the inner nodes get values too, and the
 * mid-point rule of bounds.ts is applied to these from the root down: the order that the gradients had need not be that of `best`.
 *
 * @param rows as the grower left them
 */
export function renewLeaves(
  { tree, leaves }: Grown,
  rows: Int32Array,
  best: (rows: Int32Array) => number,
  learningRate: number,
  signs?: Int8Array,
): void {
  if (!signs) {
    for (const { node, begin, end } of leaves) tree.value[node] = learningRate * best(rows.subarray(begin, end))
    return
  }
  const values = valuesOfNodes({ tree, leaves }, rows, best)
  const bounds = [UNBOUNDED]
  // a node stands behind its parent
  tree.column.forEach((column, node) => {
    if (column < 0) {
      tree.value[node] = learningRate * within(values[node], bounds[node])
      return
    }
    const [left, right] = [tree.left[node], tree.right[node]]
    const partsMissing = tree.cut[node] === Number.MAX_VALUE
    const below = childBounds(
      bounds[node],
      partsMissing ? 0 : signs[column],
      within(values[left], bounds[node]),
      within(values[right], bounds[node]),
    )
    bounds[left] = below[0]
    bounds[right] = below[1]
  })
}

/** [nodes] `best` of the rows that came by. */
function valuesOfNodes({ tree, leaves }: Grown, rows: Int32Array, best: (rows: Int32Array) => number): number[] {
  const begins = new Int32Array(tree.column.length)
  const ends = new Int32Array(tree.column.length)
  for (const { node, begin, end } of leaves) {
    begins[node] = begin
    ends[node] = end
  }
  for (let node = tree.column.length - 1; node >= 0; node--) {
    if (tree.column[node] < 0) continue
    begins[node] = begins[tree.left[node]]
    ends[node] = ends[tree.right[node]]
  }
  return tree.column.map((_, node) => best(rows.subarray(begins[node], ends[node])))
}
