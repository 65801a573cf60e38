import type { ColumnBins } from '../../trees/binning.ts'
import type { GrowingMemory } from './growing-memory.ts'
import type { Search, Split } from './search.ts'

/** Puts the rows of a node, from begin to end, that go left before the others, order kept in both; where the others begin. */
export function divideRows(
  { calls, data }: Search,
  begin: number,
  end: number,
  split: Split,
  { rows, goesLeft, scratch }: GrowingMemory,
): number {
  const { binned, values, isSet } = data
  const { column, cut, missingLeft } = split
  const first = column * binned.rows
  const byBin = isSet[column] || split.lastLeft >= 0
  if (byBin) writeLeftBins(goesLeft, split, binned.columns[column])
  if (byBin && calls) {
    const bins = binned.bins.byteOffset + first
    return begin + calls.divideByBin(rows.byteOffset + 4 * begin, end - begin, bins, goesLeft.byteOffset, scratch.byteOffset)
  }
  const goes = byBin
    ? (row: number) => goesLeft[binned.bins[first + row]] === 1
    : (row: number) => values[column][row] <= cut || (missingLeft && Number.isNaN(values[column][row]))
  let middle = begin
  let moved = 0
  for (let i = begin; i < end; i++) {
    if (goes(rows[i])) rows[middle++] = rows[i]
    else scratch[moved++] = rows[i]
  }
  for (let i = 0; i < moved; i++) rows[middle + i] = scratch[i]
  return middle
}

/** Missing is the bin after those of the column. */
function writeLeftBins(goesLeft: Uint8Array, { lastLeft, missingLeft, set }: Split, bins: ColumnBins): void {
  if (bins.kind === 'categorical') {
    goesLeft.fill(0)
    bins.codes.forEach((code, bin) => {
      if (set.includes(code)) goesLeft[bin] = 1
    })
    return
  }
  goesLeft.fill(1, 0, lastLeft + 1)
  goesLeft.fill(0, lastLeft + 1)
  if (missingLeft) goesLeft[bins.count] = 1
}
