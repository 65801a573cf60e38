import { boundedChildrenScore } from './bounds.ts'
import { BIN } from './histogram.ts'
import { LEAST_GAIN_SHARE, leafScore } from './score.ts'
import type { Search, Split } from './split.ts'

/**
 * Tries sets of levels of an unordered column. Levels are put in order of G / (H + categorySmoothing); the best of all sets
 * is then a front or a back of that order (exactly so without smoothing, l1 and l2), so 2 (levels − 1) sets are tried, not
 * 2^levels. The set goes left. Everything else goes right: the other levels, missing, levels never seen, and levels with
 * fewer than `minCategoryRows` rows in this node, whose place in the order would be chance. When everything else is nothing
 * but the other levels, the set is the side with fewer rows, so that what was never seen goes with the many.
 *
 * @param start where the column's sums begin in the histogram
 * @param count its bins
 *
 * Source: Fisher (1958), J. Am. Stat. Assoc. 53(284), 789–798; as in LightGBM.
 */
export function scanSets(best: Split, search: Search, column: number, start: number, count: number): void {
  const { histogram, node, params } = search
  const order: number[] = []
  let rest = node.rows
  for (let bin = 0; bin < count; bin++) {
    const rows = histogram[start + BIN * bin + 2]
    if (rows < params.minCategoryRows) continue
    order.push(bin)
    rest -= rows
  }
  const slope = (bin: number) => histogram[start + BIN * bin] / (histogram[start + BIN * bin + 1] + params.categorySmoothing)
  order.sort((a, b) => slope(a) - slope(b) || a - b)
  scan(best, search, column, start, order, rest)
  if (rest > 0) scan(best, search, column, start, order.reverse(), rest)
}

function scan(best: Split, search: Search, column: number, start: number, order: number[], rest: number): void {
  const { histogram, node, parent, params, monotone } = search
  const { minRows, minHessian, l1, l2 } = params
  let g = 0
  let h = 0
  let rows = 0
  for (let last = 0; last < order.length; last++) {
    const at = start + BIN * order[last]
    g += histogram[at]
    h += histogram[at + 1]
    rows += histogram[at + 2]
    if (node.rows - rows < minRows || node.h - h < minHessian) return
    if (rows < minRows || h < minHessian) continue
    const children = monotone
      ? boundedChildrenScore(node, params, monotone.bounds, 0, g, h)
      : leafScore(g, h, l1, l2) + leafScore(node.g - g, node.h - h, l1, l2)
    const gain = children - parent
    if (!(gain > best.gain && gain > LEAST_GAIN_SHARE * Math.abs(children))) continue
    best.gain = gain
    best.column = column
    best.set = rest > 0 || rows <= node.rows - rows ? order.slice(0, last + 1) : order.slice(last + 1)
  }
}
