import type { KernelCalls } from '../kernel/calls.ts'
import { bytesFor } from '../kernel/workspace.ts'
import { workspaceIfRoom } from '../kernel/workspace-if-room.ts'
import { type PackedShap, type PackedShapTree, packForShap } from './packed-shap.ts'
import { writeRows } from './slots.ts'
import { createTreeShap } from './tree-shap.ts'
import { leafNumbers, outputOfTree, type TreeSum } from './tree-sum.ts'

/**
 * The Shapley values of the columns in the sum of the trees (`createTreeShap`), [n, outputs, d]: with a kernel or without, bit for bit
 * the same.
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 * @throws LearnError `out_of_memory` as `shapTree`
 */
export function treeShares(sum: TreeSum, values: readonly Float64Array[], isSet: readonly boolean[], n: number): Float64Array {
  const into = new Float64Array(n * sum.outputs * values.length)
  if (n === 0 || sum.trees.length === 0) return into
  const packed = packForShap(sum, isSet)
  const room = packed && openRoom(packed, sum, values.length, n)
  if (!packed || !room) {
    addByWalking(into, sum, values, isSet, n)
    return into
  }
  try {
    addByKernel(into, room, packed, sum, values, n)
  } finally {
    room.close()
  }
  return into
}

/** Rows at once, an even number: they and their shares should stay in a processor's second cache. */
function blockRows({ slots }: PackedShap, { outputs }: TreeSum, d: number): number {
  return 2 * Math.max(1, Math.min(128, Math.floor(65_536 / (slots.list.length + outputs * d))))
}

interface Room {
  readonly calls: KernelCalls
  readonly nodes: Uint8Array
  readonly leaves: Float64Array
  readonly sets: Uint8Array
  readonly factors: Float64Array
  readonly masks: Float64Array
  readonly ways: Float64Array
  readonly sums: Float64Array
  readonly rows: Float64Array // [pairs, slots, 2]
  readonly shares: Float64Array // [pairs, outputs, d, 2]
  close(): void
}

function openRoom(packed: PackedShap, sum: TreeSum, d: number, n: number): Room | undefined {
  const { trees, slots } = packed
  const most = (of: (tree: PackedShapTree) => number) => trees.reduce((all, tree) => Math.max(all, of(tree)), 0)
  const rows = Math.min(2 * Math.ceil(n / 2), blockRows(packed, sum, d))
  const numbers = {
    leaves: most(tree => tree.leaves.length),
    factors: most(tree => 2 * tree.rule.points.length * tree.factors),
    masks: most(tree => 4 * (tree.inner + 1)),
    ways: most(tree => 2 * tree.rule.points.length * tree.inner),
    sums: most(tree => 2 * tree.rule.points.length * tree.inner),
    rows: rows * slots.list.length,
    shares: rows * d * sum.outputs,
  }
  const bytes = { nodes: most(tree => tree.nodes.length), sets: most(tree => tree.sets.length) }
  const total = [...Object.values(numbers).map(length => bytesFor(length, 8)), ...Object.values(bytes).map(length => bytesFor(length, 1))]
  const workspace = workspaceIfRoom(total.reduce((all, b) => all + b, 0))
  if (!workspace) return undefined
  return {
    calls: workspace.calls,
    nodes: workspace.u8(bytes.nodes),
    sets: workspace.u8(bytes.sets),
    leaves: workspace.f64(numbers.leaves),
    factors: workspace.f64(numbers.factors),
    masks: workspace.f64(numbers.masks),
    ways: workspace.f64(numbers.ways),
    sums: workspace.f64(numbers.sums),
    rows: workspace.f64(numbers.rows),
    shares: workspace.f64(numbers.shares),
    close: workspace.close,
  }
}

function addByKernel(into: Float64Array, room: Room, packed: PackedShap, sum: TreeSum, values: readonly Float64Array[], n: number): void {
  const d = values.length
  const own = d * sum.outputs
  const block = blockRows(packed, sum, d)
  for (let first = 0; first < n; first += block) {
    const m = Math.min(block, n - first)
    writeRows(packed.slots, values, first, m, room.rows, 2)
    room.shares.fill(0)
    packed.trees.forEach((tree, t) => {
      addTree(room, packed, tree, sum, t, Math.ceil(m / 2), d)
    })
    for (let r = 0; r < m; r++) {
      const from = 2 * own * (r >> 1) + (r & 1)
      for (let k = 0; k < own; k++) into[(first + r) * own + k] = room.shares[from + 2 * k]
    }
  }
}

function addTree(room: Room, { slots }: PackedShap, tree: PackedShapTree, sum: TreeSum, t: number, pairs: number, d: number): void {
  if (tree.inner === 0) return
  const { points, weights } = tree.rule
  const { nodes, leaves, factors, masks, ways, sums, sets, rows, shares } = room
  nodes.set(tree.nodes)
  leaves.set(tree.leaves)
  sets.set(tree.sets)
  masks.set(ONES)
  points.forEach((point, q) => {
    factors[2 * q] = point
    factors[2 * q + 1] = weights[q]
  })
  const numbers = leafNumbers(sum)
  room.calls.addTreeShapley(
    nodes.byteOffset,
    tree.inner,
    leaves.byteOffset,
    (8 * tree.leaves.length) / numbers,
    factors.byteOffset,
    points.length,
    masks.byteOffset,
    ways.byteOffset,
    sums.byteOffset,
    sets.byteOffset,
    16 * slots.firstSet,
    rows.byteOffset,
    16 * slots.list.length,
    pairs,
    shares.byteOffset + 16 * d * (outputOfTree(sum, t) ?? 0),
    16 * d * (sum.outputs / numbers),
    numbers,
  )
}

/** All bits 1, as numbers. */
const ONES = new Float64Array(new BigInt64Array(4).fill(-1n).buffer)

function addByWalking(into: Float64Array, sum: TreeSum, values: readonly Float64Array[], isSet: readonly boolean[], n: number): void {
  const d = values.length
  const numbers = leafNumbers(sum)
  sum.trees.forEach((tree, t) => {
    const shap = createTreeShap(tree, numbers)
    for (let i = 0; i < n; i++) {
      const first = (i * sum.outputs + (outputOfTree(sum, t) ?? 0)) * d
      shap(values, isSet, i, into.subarray(first, first + d * numbers))
    }
  })
}
