import { boundedChildrenScore } from './bounds.ts'
import { BIN } from './histogram.ts'
import { LEAST_GAIN_SHARE, leafScore } from './score.ts'
import type { Search, Split } from './split.ts'

/**
 * Tries every cut between the bins of an ordered column, with the missing rows on the right and then on the left.
 * The cut after the last bin, missing on the right, parts the missing from the rest: of a monotone column it asks nothing.
 *
 * @param start where the column's sums begin in the histogram
 * @param count its bins; the missing rows' sums come after them
 */
export function scanCuts(best: Split, search: Search, column: number, start: number, count: number): void {
  scan(best, search, column, start, count, false)
  if (search.histogram[start + BIN * count + 2] > 0) scan(best, search, column, start, count, true)
}

function scan(best: Split, search: Search, column: number, start: number, count: number, missingLeft: boolean): void {
  const { histogram, node, parent, params, monotone } = search
  const { minRows, minHessian, l1, l2 } = params
  const missing = start + BIN * count
  const sign = monotone ? monotone.signs[column] : 0
  let g = missingLeft ? histogram[missing] : 0
  let h = missingLeft ? histogram[missing + 1] : 0
  let rows = missingLeft ? histogram[missing + 2] : 0
  for (let bin = 0, at = start; bin < count; bin++, at += BIN) {
    if (histogram[at + 2] === 0) continue
    g += histogram[at]
    h += histogram[at + 1]
    rows += histogram[at + 2]
    if (node.rows - rows < minRows || node.h - h < minHessian) return
    if (rows < minRows || h < minHessian) continue
    const partsMissing = sign !== 0 && !missingLeft && node.rows - rows === histogram[missing + 2]
    const children = monotone
      ? boundedChildrenScore(node, params, monotone.bounds, partsMissing ? 0 : sign, g, h)
      : leafScore(g, h, l1, l2) + leafScore(node.g - g, node.h - h, l1, l2)
    const gain = children - parent
    if (!(gain > best.gain && gain > LEAST_GAIN_SHARE * Math.abs(children))) continue
    best.gain = gain
    best.column = column
    best.lastLeft = partsMissing ? count - 1 : bin // higher numbers than this node has must not go with the missing
    best.missingLeft = histogram[missing + 2] > 0 ? missingLeft : rows > node.rows - rows
  }
}
