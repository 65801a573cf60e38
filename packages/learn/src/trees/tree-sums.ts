import { openPackedRoom, type PackedRoom } from './packed-room.ts'
import { packTrees, upToWalks, WALKS, worthPacking } from './packed-trees.ts'
import { type Slots, writeRows } from './slots.ts'
import { leafOf } from './tree.ts'
import { leafNumbers, outputOfTree, type TreeSum } from './tree-sum.ts'

/**
 * Adds to scores [outputs, n] what the trees say of each row: in the kernel where there are rows enough, else by walking through
 * the trees as they are, with the same bits.
 *
 * @param values [d][n], NaN is missing
 * @param isSet  [d] true for unordered levels
 */
export function addTreeSums(scores: Float64Array, sum: TreeSum, values: readonly Float64Array[], isSet: readonly boolean[]): void {
  const n = scores.length / sum.outputs
  const packed = worthPacking(sum.trees, n) ? packTrees(sum, isSet) : undefined
  const block = packed ? blockRows(packed.slots) : 0
  const room = packed && openPackedRoom(packed, sum, block)
  if (packed && room) {
    try {
      addBlocks(scores, n, room, packed.slots, block, values)
    } finally {
      room.close()
    }
  } else addByWalking(scores, n, sum, values, isSet)
}

/** As many rows as stay in a processor's first cache beside a tree, and at most 64. */
function blockRows({ list }: Slots): number {
  return upToWalks(Math.min(64, Math.floor(2048 / list.length)) || 1)
}

function addBlocks(scores: Float64Array, n: number, room: PackedRoom, slots: Slots, block: number, values: readonly Float64Array[]): void {
  const { rows, sums } = room
  const outputs = scores.length / n
  for (let first = 0; first < n; first += block) {
    const m = Math.min(block, n - first)
    writeRows(slots, values, first, m, rows, WALKS)
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < m; i++) sums[i * outputs + o] = scores[o * n + first + i]
    }
    room.addTrees(upToWalks(m))
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < m; i++) scores[o * n + first + i] = sums[i * outputs + o]
    }
  }
}

function addByWalking(scores: Float64Array, n: number, sum: TreeSum, values: readonly Float64Array[], isSet: readonly boolean[]): void {
  const numbers = leafNumbers(sum)
  const rounded = sum.float32 ? Math.fround : (x: number) => x
  sum.trees.forEach((tree, t) => {
    const first = (outputOfTree(sum, t) ?? 0) * n
    for (let i = 0; i < n; i++) {
      const leaf = leafOf(tree, values, isSet, i)
      for (let k = 0; k < numbers; k++) {
        const at = first + k * n + i
        scores[at] = rounded(scores[at] + tree.value[leaf * numbers + k])
      }
    }
  })
}
