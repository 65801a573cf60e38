import { bytesOfSet, type Slots, slotsOf, writeSet } from './slots.ts'
import type { Tree } from './tree.ts'
import { depthOf } from './tree-shap.ts'
import { leafNumbers, outputOfTree, type TreeSum } from './tree-sum.ts'

/** Trees as kernel/walk-trees.ts reads them. */
export interface PackedTrees {
  readonly slots: Slots
  readonly nodes: Uint8Array
  readonly heads: Uint8Array // of the trees
  readonly sets: Uint8Array
  readonly values: Float64Array // [leaves, outputs] of wide trees, else none
}

const NODE_BYTES = 16
/** Larger ones are walked as they are. */
const MOST_BYTES = 1_073_741_824
/** Larger ones are made anew for every batch. */
const MOST_KEPT_BYTES = 67_108_864
/** The kernel walks so many ways at once. */
export const WALKS = 8

const kept = new WeakMap<readonly Tree[], { readonly sum: TreeSum; readonly packed: PackedTrees }>()

/**
 * The trees side by side in plain arrays; undefined where that would take more than 1 GiB, or 64 MiB for sets. Siblings lie beside
 * each other: a step goes to the left one, or 16 bytes further. A leaf leads to itself.
 *
 * Made once for a list of trees and the outputs they add to, and kept (up to 64 MiB) as long as that list is: a model never
 * changes. Plain arrays go with it and hold no linear memory; to copy them there takes a few millionths of a second per tree, which
 * a batch of some hundred rows does not notice.
 */
export function packTrees(sum: TreeSum, isSet: readonly boolean[]): PackedTrees | undefined {
  const before = kept.get(sum.trees)
  if (before && isSameSum(before.sum, sum)) return before.packed
  const packed = pack(sum, isSet)
  if (packed && packed.nodes.length + 8 * packed.values.length <= MOST_KEPT_BYTES) kept.set(sum.trees, { sum, packed })
  return packed
}

/** Models may share their trees and order their classes otherwise. */
function isSameSum(a: TreeSum, b: TreeSum): boolean {
  return a.outputs === b.outputs && a.wide === b.wide && a.outputOf === b.outputOf
}

/** Whether n rows are enough to pack the trees for, or only to copy them where they are packed. */
export function worthPacking(trees: readonly Tree[], n: number): boolean {
  const nodes = trees.reduce((sum, { column }) => sum + column.length, 0)
  return n * trees.length > (kept.has(trees) ? nodes / 20 : 4 * nodes)
}

export function upToWalks(n: number): number {
  return Math.ceil(n / WALKS) * WALKS
}

function pack(sum: TreeSum, isSet: readonly boolean[]): PackedTrees | undefined {
  const { trees } = sum
  const numbers = leafNumbers(sum)
  const slots = slotsOf(trees, isSet)
  const size = trees.reduce((all, { column }) => all + column.length + 1, 0)
  if (!slots || size * (NODE_BYTES + 8 * numbers) > MOST_BYTES) return undefined
  const f64 = new Float64Array(2 * size)
  const u32 = new Uint32Array(f64.buffer)
  const sets = new Uint8Array(slots.setBytes)
  const values: number[] = []
  const heads = new Int32Array(4 * upToWalks(trees.length))
  let setsEnd = 0
  let free = 0 // a node that nothing stands in, an even one: siblings share a cache line
  trees.forEach((tree, t) => {
    const firstSet = setsEnd
    const nodes = [0] // in the order in which their places were given out
    const places = [free + 1]
    heads[4 * t] = NODE_BYTES * (free + 1)
    free += 2
    for (let k = 0; k < nodes.length; k++) {
      const node = nodes[k]
      const at = places[k]
      const j = tree.column[node]
      if (j < 0) {
        f64[2 * at + 1] = numbers === 1 ? tree.value[node] : values.length / numbers
        for (let o = 0; numbers > 1 && o < numbers; o++) values.push(tree.value[node * numbers + o])
        continue
      }
      const slot = slots.position[2 * j + tree.missingLeft[node]]
      u32[4 * at] = 8 * WALKS * slot
      u32[4 * at + 1] = NODE_BYTES * (free - at)
      if (isSet[j]) {
        f64[2 * at + 1] = setsEnd
        writeSet(slots.list[slot], tree.sets[tree.cut[node]], tree.missingLeft[node], sets, setsEnd)
        setsEnd += bytesOfSet(slots.list[slot].codes)
      } else f64[2 * at + 1] = tree.cut[node]
      nodes.push(tree.left[node], tree.right[node])
      places.push(free, free + 1)
      free += 2
    }
    heads.set([depthOf(tree), setsEnd > firstSet ? 1 : 0, outputOfTree(sum, t) ?? 0], 4 * t + 1)
  })
  return { slots, nodes: bytesOf(f64), heads: bytesOf(heads), sets, values: Float64Array.from(values) }
}

function bytesOf({ buffer }: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer)
}
