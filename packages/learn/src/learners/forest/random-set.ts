import { addBin, fillBinSums } from './bin-sums.ts'
import type { Search, Split } from './search.ts'
import { gainOf, WEIGHT } from './sums.ts'

/**
 * Tries one set of levels: each level that the node has rows of is in it by a coin, drawn again until both sides have rows.
 * The set goes left, everything else right: the other levels, missing, levels never seen. With none missing the set is the
 * side with less weight, so that what was never seen goes with the many.
 */
export function randomSet(best: Split, search: Search, column: number): void {
  const { data, params, random, node, left } = search
  const bins = data.binned.columns[column]
  const binSums = fillBinSums(search, column)
  const { present, count } = binSums
  const hasMissing = count > 0 && present[count - 1] === bins.count
  const levels = [...present.subarray(0, hasMissing ? count - 1 : count)]
  if (count < 2 || bins.kind !== 'categorical') return

  let set: number[] = []
  while (set.length === 0 || set.length === count) set = levels.filter(() => random.next() < 0.5)
  left.fill(0)
  for (const bin of set) addBin(left, binSums, bin)
  const gain = gainOf(node, left, params.minRows)
  if (!(gain > best.gain)) return
  best.gain = gain
  best.column = column
  const fewer = hasMissing || 2 * left[WEIGHT] <= node[WEIGHT] ? set : levels.filter(bin => !set.includes(bin))
  best.set = fewer.map(bin => bins.codes[bin])
}
