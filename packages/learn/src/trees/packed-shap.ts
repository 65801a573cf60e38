import type { GaussRule } from './gauss-rule.ts'
import { type ShapTree, shapTree } from './shap-tree.ts'
import { bytesOfSet, type Slots, slotsOf, writeSet } from './slots.ts'
import type { Tree } from './tree.ts'
import { leafNumbers, type TreeSum } from './tree-sum.ts'

/** Trees as kernel/tree-shap.ts reads them. */
export interface PackedShap {
  readonly slots: Slots
  readonly trees: readonly PackedShapTree[]
}

export interface PackedShapTree {
  readonly inner: number // nodes with a split
  readonly nodes: Uint8Array
  readonly leaves: Float64Array // [outputs, leaves, 2]
  readonly sets: Uint8Array
  readonly rule: GaussRule
  readonly factors: number // sets of them: one of the rule itself, one for each split whose column was split above
}

const NODE_BYTES = 56
const LEAF = 0x8000_0000

const kept = new WeakMap<readonly Tree[], PackedShap>()

/** More is made anew for every table. */
const MOST_KEPT_BYTES = 67_108_864

/**
 * Made once for a list of trees, which always makes the same sum, and kept as long as the list is, in plain arrays, as `packTrees`.
 *
 * @returns undefined where the bits of the sets would take more than 64 MiB
 * @throws LearnError `out_of_memory` as `shapTree`
 */
export function packForShap(sum: TreeSum, isSet: readonly boolean[]): PackedShap | undefined {
  const before = kept.get(sum.trees)
  if (before) return before
  const slots = slotsOf(sum.trees, isSet)
  if (!slots) return undefined
  const trees = sum.trees.map(tree => packTree(shapTree(tree), slots, isSet, leafNumbers(sum)))
  const bytes = trees.reduce((all, { nodes, leaves }) => all + nodes.length + 8 * leaves.length, 0)
  if (bytes <= MOST_KEPT_BYTES) kept.set(sum.trees, { slots, trees })
  return { slots, trees }
}

function packTree(
  { tree, rule, above, aboveLeft, leftOver }: ShapTree,
  slots: Slots,
  isSet: readonly boolean[],
  outputs: number,
): PackedShapTree {
  const { column, cut, left, right, missingLeft, cover } = tree
  const own = new Uint32Array(column.length) // of each node, how many of its like (leaves or not) stand before it
  let leaves = 0
  let setBytes = 0
  const slotOf = (node: number) => slots.position[2 * column[node] + missingLeft[node]]
  column.forEach((j, node) => {
    own[node] = j < 0 ? leaves++ : node - leaves
    if (isSet[j]) setBytes += bytesOfSet(slots.list[slotOf(node)].codes)
  })
  const inner = column.length - leaves
  const pointBytes = 16 * rule.points.length
  const placeOf = (node: number) => (column[node] < 0 ? LEAF + 16 * own[node] : pointBytes * own[node])
  const f64 = new Float64Array((inner * NODE_BYTES) / 8)
  const u32 = new Uint32Array(f64.buffer)
  const sets = new Uint8Array(setBytes)
  let setsEnd = 0
  let factors = 1
  column.forEach((j, node) => {
    if (j < 0) return
    const slot = slotOf(node)
    const word = (own[node] * NODE_BYTES) / 4
    u32[word] = 16 * slot
    u32[word + 1] = 16 * j
    u32[word + 2] = placeOf(left[node])
    u32[word + 3] = placeOf(right[node])
    const up = above[node]
    u32[word + 4] = up < 0 ? 0 : 32 * (own[up] + 1) + (aboveLeft[node] === 1 ? 0 : 16)
    u32[word + 5] = up < 0 ? 0 : pointBytes * factors++
    const number = word / 2 + 3
    f64[number] = isSet[j] ? setsEnd : cut[node]
    f64[number + 1] = cover[left[node]] / cover[node]
    f64[number + 2] = cover[right[node]] / cover[node]
    f64[number + 3] = leftOver[node]
    if (isSet[j]) {
      writeSet(slots.list[slot], tree.sets[cut[node]], missingLeft[node], sets, setsEnd)
      setsEnd += bytesOfSet(slots.list[slot].codes)
    }
  })
  return { inner, nodes: new Uint8Array(f64.buffer), leaves: leafPairs(tree, own, leaves, outputs), sets, rule, factors }
}

/** Every value twice, once for each lane. */
function leafPairs({ column, value }: Tree, own: Uint32Array, leaves: number, outputs: number): Float64Array {
  const pairs = new Float64Array(2 * outputs * leaves)
  column.forEach((j, node) => {
    if (j >= 0) return
    for (let o = 0; o < outputs; o++) {
      const at = 2 * (o * leaves + own[node])
      pairs.fill(value[node * outputs + o], at, at + 2)
    }
  })
  return pairs
}
