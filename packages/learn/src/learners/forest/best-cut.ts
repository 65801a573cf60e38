import type { KernelCalls } from '../../kernel/calls.ts'
import { between } from '../../trees/binning.ts'
import { addBin, fillBinSums } from './bin-sums.ts'
import type { Search, Split } from './search.ts'
import { gainOf, ROWS, WEIGHT } from './sums.ts'

/**
 * Tries every cut between bins that the node has rows in, with the missing rows on the right and then on the left; the cut
 * stands half-way between the values on its two sides. The cut above all numbers parts the missing from the rest.
 */
export function bestCut(best: Split, search: Search, column: number): void {
  const { present, count } = fillBinSums(search, column)
  const missing = search.data.binned.columns[column].count
  if (search.calls) {
    scanInKernel(best, search, search.calls, column, missing)
    return
  }
  const hasMissing = count > 0 && present[count - 1] === missing
  scan(best, search, column, hasMissing, false)
  if (hasMissing) scan(best, search, column, hasMissing, true)
}

function scan(best: Split, search: Search, column: number, hasMissing: boolean, missingLeft: boolean): void {
  const { binSums, node, left, params } = search
  const { present, count } = binSums
  const numbers = hasMissing ? count - 1 : count
  left.fill(0)
  if (missingLeft) addBin(left, binSums, present[count - 1])
  for (let p = 0; p < numbers; p++) {
    addBin(left, binSums, present[p])
    if (node[ROWS] - left[ROWS] < params.minRows) return
    const gain = gainOf(node, left, params.minRows)
    if (!(gain > best.gain)) continue
    best.gain = gain
    writeCut(best, search, column, p + 1, numbers)
    best.missingLeft = hasMissing ? missingLeft : 2 * left[WEIGHT] > node[WEIGHT]
  }
}

function scanInKernel(best: Split, search: Search, calls: KernelCalls, column: number, missing: number): void {
  const { binSums, node, left, params, found } = search
  const { sums, width, present, count } = binSums
  const better = calls.bestCut(
    sums.byteOffset,
    width,
    present.byteOffset,
    count,
    missing,
    node.byteOffset,
    left.byteOffset,
    params.minRows,
    best.gain,
    found.byteOffset,
  )
  if (!better) return
  best.gain = found[0]
  writeCut(best, search, column, found[1], present[count - 1] === missing ? count - 1 : count)
  best.missingLeft = found[2] === 1
}

/** The cut after the first `front` of so many bins of numbers. */
function writeCut(best: Split, { binSums, data }: Search, column: number, front: number, numbers: number): void {
  const { present } = binSums
  const { low, high } = data.bounds[column]
  best.column = column
  best.lastLeft = present[front - 1]
  best.cut = front < numbers ? between(high[present[front - 1]], low[present[front]]) : Number.MAX_VALUE
}
