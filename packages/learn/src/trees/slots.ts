import type { Tree } from './tree.ts'

/**
 * What the kernel compares of a row: one number for each column and each place to which its splits send missing numbers, so that a
 * split is one comparison. Slot 0 is −Infinity, which no cut stops; then come numbers, then codes that are split by sets.
 */
export interface Slots {
  readonly list: readonly Slot[]
  readonly firstSet: number // position of the first slot of codes
  /** [2 · columns] the slot of column j and missingLeft m at 2j + m. */
  readonly position: Int32Array
  /** Bytes that the sets of all splits take. */
  readonly setBytes: number
}

interface Slot {
  readonly column: number // −1: none
  /** Missing numbers go left: they stand as −Infinity. Else they stay NaN, which is ≤ nothing. */
  readonly missingLeft: boolean
  /** Codes of sets are below it; what is in no set stands as this number, and what is missing as the next. 0: numbers. */
  readonly codes: number
}

/** Sets that would take more are asked as they are. */
const MOST_SET_BYTES = 67_108_864

/** @returns undefined where the bits of the sets would take more than 64 MiB */
export function slotsOf(trees: readonly Tree[], isSet: readonly boolean[]): Slots | undefined {
  const used = new Uint8Array(2 * isSet.length)
  const codes = new Float64Array(isSet.length)
  const splits = new Float64Array(isSet.length)
  for (const { column, cut, sets, missingLeft } of trees) {
    column.forEach((j, node) => {
      if (j < 0) return
      if (!isSet[j]) used[2 * j + missingLeft[node]] = 1
      else {
        codes[j] = sets[cut[node]].reduce((most, code) => Math.max(most, code + 1), Math.max(codes[j], 1))
        splits[j]++
      }
    })
  }
  const position = new Int32Array(2 * isSet.length)
  const list: Slot[] = [{ column: -1, missingLeft: true, codes: 0 }]
  used.forEach((is, at) => {
    if (is === 0) return
    position[at] = list.length
    list.push({ column: at >> 1, missingLeft: at % 2 === 1, codes: 0 })
  })
  const firstSet = list.length
  codes.forEach((most, column) => {
    if (most === 0) return
    position.fill(list.length, 2 * column, 2 * column + 2)
    list.push({ column, missingLeft: false, codes: most })
  })
  const setBytes = codes.reduce((sum, most, column) => sum + (most > 0 ? splits[column] * bytesOfSet(most) : 0), 0)
  return setBytes > MOST_SET_BYTES ? undefined : { list, firstSet, position, setBytes }
}

/** The number of a slot for a value of its column, NaN where missing. */
export function slotNumber({ missingLeft, codes }: Slot, v: number): number {
  if (codes === 0) return missingLeft && Number.isNaN(v) ? -Infinity : v
  if (Number.isNaN(v)) return codes + 1
  return v >= 0 && v < codes && Number.isInteger(v) ? v : codes
}

/**
 * Writes rows [first, first + n) of `values` [d][n] as slots: the rows beside each other in groups of `lanes`,
 * into [groups, slots, lanes].
 */
export function writeRows(
  { list }: Slots,
  values: readonly Float64Array[],
  first: number,
  n: number,
  into: Float64Array,
  lanes: number,
): void {
  const group = list.length * lanes
  list.forEach((slot, s) => {
    const from = values[slot.column]
    const last = first + n
    for (let row = first, to = lanes * s; row < last; to += group) {
      const end = Math.min(row + lanes, last)
      if (!from) for (let at = to; row < end; row++) into[at++] = -Infinity
      else if (slot.codes > 0) for (let at = to; row < end; row++) into[at++] = slotNumber(slot, from[row])
      else if (slot.missingLeft) for (let at = to; row < end; row++) into[at++] = Number.isNaN(from[row]) ? -Infinity : from[row]
      else for (let at = to; row < end; row++) into[at++] = from[row]
    }
  })
}

/** The bits of a split's set, one for each number of its slot, 1: goes left. */
export function writeSet({ codes }: Slot, set: readonly number[], missingLeft: number, into: Uint8Array, first: number): void {
  for (const code of missingLeft === 1 ? [...set, codes + 1] : set) into[first + (code >> 3)] |= 1 << (code & 7)
}

export function bytesOfSet(codes: number): number {
  return Math.floor((codes + 1) / 8) + 1
}
