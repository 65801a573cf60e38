import type { Tree } from './tree.ts'

/**
 * What the kernel compares of a row: one number for each column and each place to which its splits send missing values, so that a
 * split is one comparison. Slot 0 is −Infinity, which no cut stops; then come numbers, then codes that are split by sets.
 */
export interface Slots {
  readonly list: readonly Slot[]
  readonly firstSet: number // position of the first slot of codes
  /** [2 · columns] the slot of column j and missingLeft m at 2j + m. */
  readonly position: Int32Array
}

interface Slot {
  readonly column: number // −1: none
  /** Missing numbers go left: they stand as −Infinity. Else they stay NaN, which is ≤ nothing. */
  readonly missingLeft: boolean
  /** Codes from here on are in no set, and stand as this one, as missing does; 0: numbers. */
  readonly codes: number
}

export function slotsOf(trees: readonly Tree[], isSet: readonly boolean[]): Slots {
  const used = new Uint8Array(2 * isSet.length)
  const codes = new Int32Array(isSet.length)
  for (const { column, cut, sets, missingLeft } of trees) {
    for (let node = 0; node < column.length; node++) {
      const j = column[node]
      if (j < 0) continue
      if (isSet[j]) codes[j] = sets[cut[node]].reduce((most, code) => Math.max(most, code + 1), Math.max(codes[j], 1))
      else used[2 * j + missingLeft[node]] = 1
    }
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
  return { list, firstSet, position }
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
  lanes: 1 | 2,
): void {
  list.forEach(({ column, missingLeft, codes }, s) => {
    const from = values[column]
    const group = list.length * lanes
    for (let r = 0; r < n; r++) {
      const at = lanes === 1 ? r * group + s : (r >> 1) * group + 2 * s + (r & 1)
      if (column < 0) {
        into[at] = -Infinity
        continue
      }
      const v = from[first + r]
      if (codes > 0) into[at] = Number.isNaN(v) ? codes : Math.min(v, codes)
      else into[at] = missingLeft && Number.isNaN(v) ? -Infinity : v
    }
  })
}
