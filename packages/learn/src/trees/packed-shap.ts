import { addBits } from './packed-trees.ts'
import { type Slots, slotsOf } from './slots.ts'
import type { Tree } from './tree.ts'

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
  readonly points: number // of Gauss's rule
  readonly factors: number // sets of them
}

const NODE_BYTES = 56
const LEAF = 0x8000_0000

const kept = new WeakMap<readonly Tree[], PackedShap>()

/** Made once for a list of trees and kept as long as the list is, in plain arrays: see `packTrees`. */
export function packForShap(trees: readonly Tree[], isSet: readonly boolean[], outputs: number): PackedShap {
  const before = kept.get(trees)
  if (before) return before
  const slots = slotsOf(trees, isSet)
  const packed = { slots, trees: trees.map(tree => packTree(tree, slots, isSet, outputs)) }
  kept.set(trees, packed)
  return packed
}

/** The last split by a column on the way to a node. */
interface Met {
  readonly column: number
  readonly mask: number // where the kernel puts that of the side taken, in bytes
  readonly share: number // of the cover, left by all splits on the way by this column
  readonly above: Met | undefined
}

function packTree(tree: Tree, slots: Slots, isSet: readonly boolean[], outputs: number): PackedShapTree {
  const { column, cut, left, right, missingLeft, cover } = tree
  const own = positions(column)
  const ways: (Met | undefined)[] = column.map(() => undefined)
  const most = countColumns(tree)
  const points = Math.max(1, Math.ceil(most / 2))
  const pointBytes = 16 * points
  const placeOf = (node: number) => (column[node] < 0 ? LEAF + 16 * own[node] : pointBytes * own[node])
  const inner = column.reduce((sum, j) => sum + (j < 0 ? 0 : 1), 0)
  const view = new DataView(new ArrayBuffer(inner * NODE_BYTES))
  const sets: number[] = []
  let factors = 1
  column.forEach((j, node) => {
    if (j < 0) return
    const at = NODE_BYTES * own[node]
    const slot = slots.position[2 * j + missingLeft[node]]
    let met = ways[node]
    while (met && met.column !== j) met = met.above
    const shares = [left[node], right[node]].map(child => cover[child] / cover[node])
    const words = [16 * slot, 16 * j, placeOf(left[node]), placeOf(right[node]), met?.mask ?? 0, met ? pointBytes * factors++ : 0]
    words.forEach((word, k) => {
      view.setUint32(at + 4 * k, word, true)
    })
    const numbers = [isSet[j] ? sets.length : cut[node], ...shares, met?.share ?? 1]
    numbers.forEach((number, k) => {
      view.setFloat64(at + 24 + 8 * k, number, true)
    })
    if (isSet[j]) addBits(sets, tree.sets[cut[node]], slots.list[slot].codes)
    for (const side of [0, 1]) {
      const share = (met?.share ?? 1) * shares[side]
      ways[side === 0 ? left[node] : right[node]] = { column: j, mask: 32 * (own[node] + 1) + 16 * side, share, above: ways[node] }
    }
  })
  return { inner, nodes: new Uint8Array(view.buffer), leaves: leafPairs(tree, outputs), sets: Uint8Array.from(sets), points, factors }
}

/** Of each node, how many of its like (leaves or not) stand before it. */
function positions(column: readonly number[]): Int32Array {
  const next = [0, 0]
  return Int32Array.from(column, j => next[j < 0 ? 0 : 1]++)
}

/** Different columns on the way to a leaf, at most. */
function countColumns(tree: Tree): number {
  const onWay = new Map<number, number>()
  const walk = (node: number): number => {
    const j = tree.column[node]
    if (j < 0) return onWay.size
    const times = onWay.get(j) ?? 0
    onWay.set(j, times + 1)
    const most = Math.max(walk(tree.left[node]), walk(tree.right[node]))
    if (times === 0) onWay.delete(j)
    else onWay.set(j, times)
    return most
  }
  return walk(0)
}

/** Every value twice, once for each lane. */
function leafPairs({ column, value }: Tree, outputs: number): Float64Array {
  const leaves = column.flatMap((j, node) => (j < 0 ? [node] : []))
  const pairs = new Float64Array(2 * outputs * leaves.length)
  for (let o = 0; o < outputs; o++) {
    leaves.forEach((node, k) => {
      pairs.fill(value[node * outputs + o], 2 * (o * leaves.length + k), 2 * (o * leaves.length + k + 1))
    })
  }
  return pairs
}
