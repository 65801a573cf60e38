import { BIN } from './histogram'

/** Where a best split is written: gain f64; position of its column i32, last bin on the left i32, whether missing goes left i32. */
export const BEST: usize = 32

/** What splits are asked for, six f64: rows and hessian in each child at least, gain to exceed, l1, l2, least share of the score. */
const MIN_ROWS: usize = 0
const MIN_HESSIAN: usize = 8
export const MIN_GAIN: usize = 16
const L1: usize = 24
const L2: usize = 32
const LEAST_SHARE: usize = 40

/** S(G, H) of two children at once: soft(G, l1)² / (H + l2). */
function scores(g: v128, h: v128, l1: v128, l2: v128): v128 {
  const soft = f64x2.pmax(f64x2.sub(f64x2.abs(g), l1), f64x2.splat(0))
  return f64x2.div(f64x2.mul(soft, soft), f64x2.add(h, l2))
}

/** S(G, H) of one node. */
export function scoreOf(g: f64, h: f64, params: usize): f64 {
  const soft = max<f64>(abs<f64>(g) - load<f64>(params, L1), 0)
  return (soft * soft) / (h + load<f64>(params, L2))
}

/**
 * Tries every cut between the bins of an ordered column, missing on the right, then on the left. The twin: scan-cuts.ts.
 *
 * @param node where gradient, hessian and rows of the node stand
 */
export function scanCuts(best: usize, column: usize, bins: i32, position: i32, node: usize, parent: f64, params: usize): void {
  scan(best, column, bins, position, node, parent, params, false)
  if (load<f64>(column + (bins as usize) * BIN, 16) > 0) scan(best, column, bins, position, node, parent, params, true)
}

function scan(best: usize, column: usize, bins: i32, position: i32, node: usize, parent: f64, params: usize, missingLeft: bool): void {
  const minRows = load<f64>(params, MIN_ROWS)
  const minHessian = load<f64>(params, MIN_HESSIAN)
  const least = load<f64>(params, LEAST_SHARE)
  const l1 = f64x2.splat(load<f64>(params, L1))
  const l2 = f64x2.splat(load<f64>(params, L2))
  const all = v128.load(node)
  const allHessian = load<f64>(node, 8)
  const allRows = load<f64>(node, 16)
  const missing = column + (bins as usize) * BIN
  const missingRows = load<f64>(missing, 16)
  let left = missingLeft ? v128.load(missing) : f64x2.splat(0)
  let rows: f64 = missingLeft ? missingRows : 0
  let most = load<f64>(best)
  for (let bin = 0, at = column; bin < bins; bin++, at += BIN) {
    const here = load<f64>(at, 16)
    if (here == 0) continue
    left = f64x2.add(left, v128.load(at))
    rows += here
    const h = f64x2.extract_lane(left, 1)
    if (allRows - rows < minRows || allHessian - h < minHessian) return
    if (rows < minRows || h < minHessian) continue
    const right = f64x2.sub(all, left)
    const both = scores(v128.shuffle<f64>(left, right, 0, 2), v128.shuffle<f64>(left, right, 1, 3), l1, l2)
    const children = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
    const gain = children - parent
    if (!(gain > most && gain > least * abs<f64>(children))) continue
    most = gain
    store<f64>(best, gain)
    store<i32>(best, position, 8)
    store<i32>(best, bin, 12)
    store<i32>(best, (missingRows > 0 ? missingLeft : rows > allRows - rows) ? 1 : 0, 16)
  }
}
