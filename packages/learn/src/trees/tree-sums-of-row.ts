import { openPackedRoom } from './packed-room.ts'
import { packTrees, WALKS } from './packed-trees.ts'
import { slotNumber } from './slots.ts'
import type { TreeSum } from './tree-sum.ts'

/**
 * `addTreeSums` for one row after another, allocating nothing: the trees stay in linear memory, which the garbage collector takes with
 * the function. Bit for bit the same.
 *
 * @param isSet [d] true for unordered levels
 * @param start [outputs] where the scores begin
 * @returns from values [d] (NaN is missing) to scores [outputs], in an array that the next call writes anew; undefined where there is no
 * kernel
 */
export function treeSumsOfRow(
  sum: TreeSum,
  isSet: readonly boolean[],
  start: readonly number[],
): ((values: Float64Array) => Float64Array) | undefined {
  const packed = packTrees(sum, isSet)
  const room = packed && openPackedRoom(packed, sum, 1)
  if (!packed || !room) return undefined
  const { list } = packed.slots
  const { rows, sums } = room
  return values => {
    rows[0] = -Infinity
    for (let s = 1; s < list.length; s++) rows[WALKS * s] = slotNumber(list[s], values[list[s].column])
    for (let o = 0; o < start.length; o++) sums[o] = start[o]
    room.addTreesOfRow()
    return sums
  }
}
