import { bytesFor, openWorkspace, type Workspace } from '../kernel/workspace.ts'
import { gaussRule } from './gauss-rule.ts'
import { type PackedShap, type PackedShapTree, packForShap } from './packed-shap.ts'
import { writeRows } from './slots.ts'
import type { Tree } from './tree.ts'
import { createTreeShap, depthOf } from './tree-shap.ts'

/** Trees whose leaves hold one number each, tree t for output t mod outputs; or (`wide`) a number for every output. */
export interface TreeSum {
  readonly trees: readonly Tree[]
  readonly outputs: number
  readonly wide: boolean
}

/**
 * The Shapley values of the columns in the sum of the trees, [n, outputs, d]: `createTreeShap`, faster where there is a kernel.
 * There they are summed in another order, and agree with the plain ones to 1e-12 of the score's size.
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 */
export function treeShares(sum: TreeSum, values: readonly Float64Array[], isSet: readonly boolean[], n: number): Float64Array {
  const into = new Float64Array(n * sum.outputs * values.length)
  if (n === 0 || sum.trees.length === 0) return into
  const packed = packForShap(sum.trees, isSet, sum.wide ? sum.outputs : 1)
  const room = openRoom(packed, sum, values.length, n)
  try {
    if (room.calls) addByKernel(into, room, room.calls, packed, sum, values, n)
    else addByWalking(into, sum, values, isSet, n)
  } finally {
    room.close()
  }
  return into
}

/** Rows at once: they and their shares should stay in a processor's second cache. */
const BLOCK = 256

interface Room {
  readonly calls: Workspace['calls']
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

function openRoom({ trees, slots }: PackedShap, { outputs }: TreeSum, d: number, n: number): Room {
  const most = (of: (tree: PackedShapTree) => number) => trees.reduce((sum, tree) => Math.max(sum, of(tree)), 0)
  const rows = 2 * Math.ceil(Math.min(n, BLOCK) / 2)
  const numbers = {
    leaves: most(tree => tree.leaves.length),
    factors: most(tree => 2 * tree.points * tree.factors),
    masks: most(tree => 4 * (tree.inner + 1)),
    ways: most(tree => 2 * tree.points * tree.inner),
    sums: most(tree => 2 * tree.points * tree.inner),
    rows: rows * slots.list.length,
    shares: rows * d * outputs,
  }
  const bytes = { nodes: most(tree => tree.nodes.length), sets: most(tree => tree.sets.length) }
  const total = [...Object.values(numbers).map(length => bytesFor(length, 8)), ...Object.values(bytes).map(length => bytesFor(length, 1))]
  const workspace = openWorkspace(total.reduce((sum, b) => sum + b, 0))
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

function addByKernel(
  into: Float64Array,
  room: Room,
  calls: NonNullable<Room['calls']>,
  packed: PackedShap,
  sum: TreeSum,
  values: readonly Float64Array[],
  n: number,
): void {
  const d = values.length
  const own = d * sum.outputs
  for (let first = 0; first < n; first += BLOCK) {
    const m = Math.min(BLOCK, n - first)
    writeRows(packed.slots, values, first, m, room.rows, 2)
    room.shares.fill(0)
    packed.trees.forEach((tree, t) => {
      addTree(room, calls, packed, tree, Math.ceil(m / 2), sum.wide ? undefined : t % sum.outputs, sum.outputs, d)
    })
    for (let r = 0; r < m; r++) {
      const from = 2 * own * (r >> 1) + (r & 1)
      for (let k = 0; k < own; k++) into[(first + r) * own + k] = room.shares[from + 2 * k]
    }
  }
}

/** @param output the only one that the tree adds to; undefined: all */
function addTree(
  room: Room,
  calls: NonNullable<Room['calls']>,
  { slots }: PackedShap,
  tree: PackedShapTree,
  pairs: number,
  output: number | undefined,
  outputs: number,
  d: number,
): void {
  if (tree.inner === 0) return
  const { points, weights } = gaussRule(tree.points)
  room.nodes.set(tree.nodes)
  room.leaves.set(tree.leaves)
  room.sets.set(tree.sets)
  room.masks.subarray(0, 4).set(ONES)
  for (let q = 0; q < tree.points; q++) {
    room.factors[2 * q] = points[q]
    room.factors[2 * q + 1] = weights[q]
  }
  const own = output === undefined ? outputs : 1 // outputs
  const { nodes, leaves, factors, masks, ways, sums, sets, rows, shares } = room
  calls.addTreeShapley(
    nodes.byteOffset,
    tree.inner,
    leaves.byteOffset,
    (8 * tree.leaves.length) / own,
    factors.byteOffset,
    tree.points,
    masks.byteOffset,
    ways.byteOffset,
    sums.byteOffset,
    sets.byteOffset,
    16 * slots.firstSet,
    rows.byteOffset,
    16 * slots.list.length,
    pairs,
    shares.byteOffset + 16 * d * (output ?? 0),
    16 * d * (outputs / own),
    own,
  )
}

/** All bits 1, as numbers. */
const ONES = new Float64Array(new BigInt64Array(4).fill(-1n).buffer)

function addByWalking(
  into: Float64Array,
  { trees, outputs, wide }: TreeSum,
  values: readonly Float64Array[],
  isSet: readonly boolean[],
  n: number,
): void {
  const d = values.length
  const deepest = trees.reduce((most, tree) => Math.max(most, depthOf(tree)), 0)
  const shap = createTreeShap(deepest, wide ? outputs : 1)
  trees.forEach((tree, t) => {
    for (let i = 0; i < n; i++) {
      const first = (i * outputs + (wide ? 0 : t % outputs)) * d
      shap(tree, values, isSet, i, into.subarray(first, first + d * (wide ? outputs : 1)))
    }
  })
}
