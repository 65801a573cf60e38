import { bytesFor } from '../kernel/workspace.ts'
import { workspaceIfRoom } from '../kernel/workspace-if-room.ts'
import { type PackedTrees, upToWalks, WALKS } from './packed-trees.ts'
import type { TreeSum } from './tree-sum.ts'

/** Packed trees in linear memory, with room for some rows and their sums. */
export interface PackedRoom {
  readonly rows: Float64Array // [n / 8, slots, 8]: see `writeRows`
  readonly sums: Float64Array // [n, outputs]
  /** Adds to the sums of the first n rows, a multiple of 8. */
  addTrees(n: number): void
  /** Adds to the sums of the first row. */
  addTreesOfRow(): void
  close(): void
}

/** @returns undefined where there is no kernel, or no room */
export function openPackedRoom({ slots, ...packed }: PackedTrees, sum: TreeSum, n: number): PackedRoom | undefined {
  const size = slots.list.length
  const count = sum.trees.length
  const { outputs } = sum
  const leaves = Math.max(n, upToWalks(count))
  const lengths = [
    packed.nodes.length,
    packed.heads.length,
    packed.sets.length,
    8 * packed.values.length,
    8 * upToWalks(n) * size,
    8 * n * outputs,
    4 * leaves,
  ]
  const workspace = workspaceIfRoom(lengths.reduce((bytes, length) => bytes + bytesFor(length, 1), 0))
  if (!workspace) return undefined
  const { calls } = workspace
  const copied = (bytes: Uint8Array) => {
    const to = workspace.u8(bytes.length)
    to.set(bytes)
    return to.byteOffset
  }
  const nodes = copied(packed.nodes)
  const heads = copied(packed.heads)
  const sets = copied(packed.sets)
  const values = workspace.f64(packed.values.length)
  values.set(packed.values)
  const rows = workspace.f64(upToWalks(n) * size)
  const sums = workspace.f64(n * outputs)
  const leavesAt = workspace.i32(leaves).byteOffset
  const firstSet = 8 * WALKS * slots.firstSet
  const group = 8 * WALKS * size
  const valuesAt = values.length > 0 ? values.byteOffset : 0
  const single = sum.float32 ? 1 : 0
  const rowsAt = rows.byteOffset
  const sumsAt = sums.byteOffset
  return {
    rows,
    sums,
    addTrees(m) {
      calls.addTrees(heads, count, nodes, sets, firstSet, rowsAt, group, m, leavesAt, sumsAt, outputs, valuesAt, single)
    },
    addTreesOfRow() {
      calls.addTreesOfRow(heads, count, nodes, sets, firstSet, rowsAt, leavesAt, sumsAt, outputs, valuesAt, single)
    },
    close: workspace.close,
  }
}
