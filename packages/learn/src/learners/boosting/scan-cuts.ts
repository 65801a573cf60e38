import type { Histogram } from './histogram.ts'
import { LEAST_GAIN_SHARE, leafScore } from './score.ts'
import type { Split, SplitParams, Sums } from './split.ts'

/**
 * Tries every cut between the bins of an ordered column, with the missing rows on the right and then on the left.
 * The cut after the last bin, missing on the right, parts the missing from the rest.
 */
export function scanCuts(
  best: Split,
  histogram: Histogram,
  start: number,
  count: number,
  column: number,
  node: Sums,
  params: SplitParams,
): void {
  const missing = start + 3 * count
  scan(best, histogram, start, count, column, node, params, false)
  if (histogram[missing + 2] > 0) scan(best, histogram, start, count, column, node, params, true)
}

function scan(
  best: Split,
  histogram: Histogram,
  start: number,
  count: number,
  column: number,
  node: Sums,
  { minRows, minHessian, l1, l2 }: SplitParams,
  missingLeft: boolean,
): void {
  const missing = start + 3 * count
  const noneMissing = histogram[missing + 2] === 0
  const parent = leafScore(node.g, node.h, l1, l2)
  let g = missingLeft ? histogram[missing] : 0
  let h = missingLeft ? histogram[missing + 1] : 0
  let rows = missingLeft ? histogram[missing + 2] : 0
  for (let bin = 0, at = start; bin < count; bin++, at += 3) {
    if (histogram[at + 2] === 0) continue
    g += histogram[at]
    h += histogram[at + 1]
    rows += histogram[at + 2]
    if (node.rows - rows < minRows || node.h - h < minHessian) return
    if (rows < minRows || h < minHessian) continue
    const children = leafScore(g, h, l1, l2) + leafScore(node.g - g, node.h - h, l1, l2)
    const gain = children - parent
    if (!(gain > best.gain && gain > LEAST_GAIN_SHARE * children)) continue
    best.gain = gain
    best.column = column
    best.lastLeft = bin
    best.missingLeft = noneMissing ? rows > node.rows - rows : missingLeft
  }
}
