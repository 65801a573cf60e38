import type { Histogram } from './histogram.ts'
import { LEAST_GAIN_SHARE, leafScore } from './score.ts'
import type { Split, SplitParams, Sums } from './split.ts'

/**
 * Tries sets of levels of an unordered column. Levels are put in order of G / (H + categorySmoothing); the best of all sets
 * is then a front or a back of that order (exactly so without smoothing, l1 and l2), so 2 (levels − 1) sets are tried, not
 * 2^levels. The set goes left. Everything else goes right: the other levels, missing, levels never seen, and levels with
 * fewer than `minCategoryRows` rows in this node, whose place in the order would be chance. When everything else is empty
 * but for the other levels, the set is the side with fewer rows, so that what was never seen goes with the many.
 *
 * Source: Fisher (1958), J. Am. Stat. Assoc. 53(284), 789–798; as in LightGBM.
 */
export function scanSets(
  best: Split,
  histogram: Histogram,
  start: number,
  count: number,
  column: number,
  node: Sums,
  params: SplitParams,
): void {
  const order: number[] = []
  let rest = node.rows
  for (let bin = 0; bin < count; bin++) {
    const rows = histogram[start + 3 * bin + 2]
    if (rows === 0 || rows < params.minCategoryRows) continue
    order.push(bin)
    rest -= rows
  }
  const slope = (bin: number) => histogram[start + 3 * bin] / (histogram[start + 3 * bin + 1] + params.categorySmoothing)
  order.sort((a, b) => slope(a) - slope(b) || a - b)
  scan(best, histogram, start, order, column, node, params, rest)
  if (rest > 0) scan(best, histogram, start, order.reverse(), column, node, params, rest)
}

function scan(
  best: Split,
  histogram: Histogram,
  start: number,
  order: readonly number[],
  column: number,
  node: Sums,
  { minRows, minHessian, l1, l2 }: SplitParams,
  rest: number,
): void {
  const parent = leafScore(node.g, node.h, l1, l2)
  let g = 0
  let h = 0
  let rows = 0
  for (let last = 0; last < order.length; last++) {
    const at = start + 3 * order[last]
    g += histogram[at]
    h += histogram[at + 1]
    rows += histogram[at + 2]
    if (node.rows - rows < minRows || node.h - h < minHessian) return
    if (rows < minRows || h < minHessian) continue
    const children = leafScore(g, h, l1, l2) + leafScore(node.g - g, node.h - h, l1, l2)
    const gain = children - parent
    if (!(gain > best.gain && gain > LEAST_GAIN_SHARE * children)) continue
    const smaller = rest > 0 || rows <= node.rows - rows
    best.gain = gain
    best.column = column
    best.set = smaller ? order.slice(0, last + 1) : order.slice(last + 1)
  }
}
