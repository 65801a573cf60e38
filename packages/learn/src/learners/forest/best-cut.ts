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
  const hasMissing = count > 0 && present[count - 1] === search.data.binned.columns[column].count
  scan(best, search, column, hasMissing, false)
  if (hasMissing) scan(best, search, column, hasMissing, true)
}

function scan(best: Split, search: Search, column: number, hasMissing: boolean, missingLeft: boolean): void {
  const { binSums, node, left, data, params } = search
  const { present, count } = binSums
  const { low, high } = data.bounds[column]
  const numbers = hasMissing ? count - 1 : count
  left.fill(0)
  if (missingLeft) addBin(left, binSums, present[count - 1])
  for (let p = 0; p < numbers; p++) {
    addBin(left, binSums, present[p])
    if (node[ROWS] - left[ROWS] < params.minRows) return
    const gain = gainOf(node, left, params.minRows)
    if (!(gain > best.gain)) continue
    best.gain = gain
    best.column = column
    best.cut = p + 1 < numbers ? between(high[present[p]], low[present[p + 1]]) : Number.MAX_VALUE
    best.missingLeft = hasMissing ? missingLeft : 2 * left[WEIGHT] > node[WEIGHT]
  }
}
