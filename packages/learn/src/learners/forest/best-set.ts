import { addBin, fillBinSums } from './bin-sums.ts'
import { levelOrder } from './level-order.ts'
import type { Search, Split } from './search.ts'
import { gainOf, ROWS, WEIGHT } from './sums.ts'

/**
 * Tries sets of levels of an unordered column: fronts and backs of their order by mean target (level-order.ts). The set goes
 * left. Everything else goes right: the other levels, missing, levels never seen, and levels with fewer than
 * `minCategoryRows` rows in this node. When everything else is nothing but the other levels, the set is the side with less
 * weight, so that what was never seen goes with the many.
 */
export function bestSet(best: Split, search: Search, column: number): void {
  const { sums, width, present, count } = fillBinSums(search, column)
  const missing = search.data.binned.columns[column].count
  const levels: number[] = []
  let rest = search.node[ROWS]
  for (let p = 0; p < count; p++) {
    const rows = sums[present[p] * width + ROWS]
    if (present[p] === missing || rows < search.params.minCategoryRows) continue
    levels.push(present[p])
    rest -= rows
  }
  const order = levelOrder(levels, search)
  scan(best, search, column, order, rest)
  if (rest > 0) scan(best, search, column, order.toReversed(), rest)
}

function scan(best: Split, search: Search, column: number, order: readonly number[], rest: number): void {
  const { binSums, node, left, data, params } = search
  const bins = data.binned.columns[column]
  left.fill(0)
  for (let last = 0; last < order.length; last++) {
    addBin(left, binSums, order[last])
    if (node[ROWS] - left[ROWS] < params.minRows) return
    const gain = gainOf(node, left, params.minRows)
    if (!(gain > best.gain)) continue
    best.gain = gain
    best.column = column
    const set = rest > 0 || 2 * left[WEIGHT] <= node[WEIGHT] ? order.slice(0, last + 1) : order.slice(last + 1)
    if (bins.kind === 'categorical') best.set = set.map(bin => bins.codes[bin])
  }
}
