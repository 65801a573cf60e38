import { bytesFor, openWorkspace, type Workspace } from '../kernel/workspace.ts'
import { type PackedTrees, packTrees, upToWalks, worthPacking } from './packed-trees.ts'
import { writeRows } from './slots.ts'
import { leafOf, type Tree } from './tree.ts'

/** Sums of n rows and some outputs: that of row i and output o stands at i · rowStep + o · outputStep. */
export interface TreeSums {
  readonly data: Float64Array
  readonly outputs: number
  readonly rowStep: number
  readonly outputStep: number
}

/**
 * Adds to the sums of each row what the trees say of it, in the order of the trees. Tree t adds to output t mod outputs, or,
 * when its leaves hold a number for each output (`wide`), to all of them.
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 */
export function addTreeSums(
  sums: TreeSums,
  trees: readonly Tree[],
  wide: boolean,
  values: readonly Float64Array[],
  isSet: readonly boolean[],
): void {
  const n = sums.data.length / sums.outputs
  if (worthPacking(trees, n)) {
    const packed = packTrees(trees, isSet, wide ? sums.outputs : 1)
    const room = openRoom(packed, blockRows(packed), sums.outputs)
    try {
      if (room.calls) {
        addBlocks(room, room.calls, packed, sums, n, values)
        return
      }
    } finally {
      room.close()
    }
  }
  addByWalking(sums, n, trees, wide, values, isSet)
}

/** What the kernel needs to add the trees up: they themselves, and some rows. */
export interface Room {
  readonly calls: Workspace['calls']
  readonly rows: Float64Array // [n, slots]
  readonly sums: Float64Array // [n, outputs]
  readonly at: { readonly trees: number; readonly nodes: number; readonly sets: number; readonly leaves: number; readonly values: number }
  close(): void
}

export function openRoom({ slots, trees, nodes, sets, values }: PackedTrees, n: number, outputs: number): Room {
  const size = slots.list.length
  const bytes = [trees.length, nodes.length, sets.length, 8 * values.length, 8 * n * size, 8 * n * outputs, 4 * n]
  const workspace = openWorkspace(bytes.reduce((sum, b) => sum + bytesFor(b, 1), 0))
  const copy = (from: Uint8Array) => {
    const to = workspace.u8(from.length)
    to.set(from)
    return to.byteOffset
  }
  const at = {
    trees: copy(trees),
    nodes: copy(nodes),
    sets: copy(sets),
    leaves: workspace.i32(Math.max(n, upToWalks(trees.length / 12))).byteOffset,
  }
  const numbers = workspace.f64(values.length)
  numbers.set(values)
  return {
    calls: workspace.calls,
    rows: workspace.f64(n * size),
    sums: workspace.f64(n * outputs),
    at: { ...at, values: values.length > 0 ? numbers.byteOffset : 0 },
    close: workspace.close,
  }
}

function addBlocks(
  room: Room,
  calls: NonNullable<Room['calls']>,
  packed: PackedTrees,
  sums: TreeSums,
  n: number,
  values: readonly Float64Array[],
): void {
  const { count, slots } = packed
  const { rows, at } = room
  const { data, outputs, rowStep, outputStep } = sums
  const most = blockRows(packed)
  const stride = 8 * slots.list.length
  for (let first = 0; first < n; first += most) {
    const m = Math.min(most, n - first)
    writeRows(slots, values, first, m, rows, 1)
    for (let i = 0; i < m; i++) {
      for (let o = 0; o < outputs; o++) room.sums[i * outputs + o] = data[(first + i) * rowStep + o * outputStep]
    }
    const up = upToWalks(m)
    const { trees, nodes, sets, leaves } = at
    const ends = [rows.byteOffset, stride, up, leaves, room.sums.byteOffset, outputs, at.values] as const
    calls.addTrees(trees, count, nodes, sets, 8 * slots.firstSet, ...ends)
    for (let i = 0; i < m; i++) {
      for (let o = 0; o < outputs; o++) data[(first + i) * rowStep + o * outputStep] = room.sums[i * outputs + o]
    }
  }
}

/** As many rows as a processor's first cache holds beside a tree; a multiple of 4. */
function blockRows({ slots }: PackedTrees): number {
  return 8 * Math.max(1, Math.min(BLOCK, Math.floor(2048 / (8 * slots.list.length))))
}
const BLOCK = 8

function addByWalking(
  { data, outputs, rowStep, outputStep }: TreeSums,
  n: number,
  trees: readonly Tree[],
  wide: boolean,
  values: readonly Float64Array[],
  isSet: readonly boolean[],
): void {
  trees.forEach((tree, t) => {
    const first = (t % outputs) * outputStep
    for (let i = 0; i < n; i++) {
      const leaf = leafOf(tree, values, isSet, i)
      if (!wide) data[first + i * rowStep] += tree.value[leaf]
      else for (let o = 0; o < outputs; o++) data[i * rowStep + o * outputStep] += tree.value[leaf * outputs + o]
    }
  })
}
