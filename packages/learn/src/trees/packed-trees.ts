import { type Slots, slotsOf } from './slots.ts'
import type { Tree } from './tree.ts'
import { depthOf } from './tree-shap.ts'

/** Trees as kernel/walk-trees.ts reads them. */
export interface PackedTrees {
  readonly slots: Slots
  readonly count: number
  readonly outputs: number
  readonly trees: Uint8Array
  readonly nodes: Uint8Array
  /** One bit for each code of a set's column, 1: goes left. */
  readonly sets: Uint8Array
  /** [leaves, outputs] where a leaf adds to all outputs; else empty. */
  readonly values: Float64Array
}

const NODE_BYTES = 16
/** More is left to the walk over the trees as they are. */
const MOST_BYTES = 1_073_741_824

const kept = new WeakMap<readonly Tree[], PackedTrees>()

/** Whether these trees are packed already, or packing them takes less than walking n rows through them as they are. */
export function worthPacking(trees: readonly Tree[], n: number): boolean {
  if (kept.has(trees)) return true
  const nodes = trees.reduce((sum, { column }) => sum + column.length, 0)
  return nodes * NODE_BYTES < MOST_BYTES && n * trees.length > 2 * nodes
}

/**
 * The trees side by side in plain arrays, made once for a list of trees and kept as long as the list is: a model never changes.
 * They are copied into linear memory for each batch, which takes a small part of the time of a hundred rows, and so hold none of it.
 * Siblings lie beside each other: a step goes to the left one, or 16 bytes further. A leaf leads to itself.
 *
 * @param outputs numbers to a leaf
 */
export function packTrees(trees: readonly Tree[], isSet: readonly boolean[], outputs: number): PackedTrees {
  const before = kept.get(trees)
  if (before) return before
  const packed = pack(trees, isSet, outputs)
  kept.set(trees, packed)
  return packed
}

function pack(trees: readonly Tree[], isSet: readonly boolean[], outputs: number): PackedTrees {
  const slots = slotsOf(trees, isSet)
  const size = trees.reduce((sum, { column }) => sum + column.length + 1, 0)
  const f64 = new Float64Array(2 * size)
  const u32 = new Uint32Array(f64.buffer)
  const heads = new Int32Array(3 * upToWalks(trees.length))
  const sets: number[] = []
  const values: number[] = []
  let free = 0 // node that nothing stands in, even: siblings share a cache line
  trees.forEach((tree, t) => {
    const root = free + 1
    free += 2
    let hasSets = 0
    // nodes in the order in which their places were given out
    const order = [0]
    const place = [root]
    for (let k = 0; k < order.length; k++) {
      const node = order[k]
      const at = place[k]
      const column = tree.column[node]
      if (column < 0) {
        f64[2 * at + 1] = outputs === 1 ? tree.value[node] : values.length / outputs
        for (let o = 0; outputs > 1 && o < outputs; o++) values.push(tree.value[node * outputs + o])
        continue
      }
      const slot = slots.position[2 * column + tree.missingLeft[node]]
      u32[4 * at] = 8 * slot
      u32[4 * at + 1] = NODE_BYTES * (free - at)
      f64[2 * at + 1] = tree.cut[node]
      if (isSet[column]) {
        hasSets = 1
        f64[2 * at + 1] = sets.length
        addBits(sets, tree.sets[tree.cut[node]], slots.list[slot].codes)
      }
      order.push(tree.left[node], tree.right[node])
      place.push(free, free + 1)
      free += 2
    }
    heads.set([NODE_BYTES * root, depthOf(tree), hasSets], 3 * t)
  })
  return {
    slots,
    count: trees.length,
    outputs,
    trees: new Uint8Array(heads.buffer),
    nodes: new Uint8Array(f64.buffer),
    sets: Uint8Array.from(sets),
    values: Float64Array.from(values),
  }
}

/** Bits 0 … codes, the last of which stands for all that is in no set. */
export function addBits(into: number[], set: readonly number[], codes: number): void {
  const first = into.length
  for (let byte = 0; byte <= codes >> 3; byte++) into.push(0)
  for (const code of set) into[first + (code >> 3)] |= 1 << (code & 7)
}

/** The kernel walks so many ways at once. */
const WALKS = 8

export function upToWalks(n: number): number {
  return Math.ceil(n / WALKS) * WALKS
}
