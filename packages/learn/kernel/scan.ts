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
 * @param bound a gain that another column has surely surpassed: what gains less need not be found
 */
export function scanCuts(best: usize, column: usize, bins: i32, position: i32, node: usize, parent: f64, params: usize, bound: f64): void {
  scan(best, column, bins, position, node, parent, params, bound, false)
  if (load<f64>(column + (bins as usize) * BIN, 16) > 0) scan(best, column, bins, position, node, parent, params, bound, true)
}

/** What is surely no gain is passed over without a division; this share covers all rounding on the way, by far. */
const SURELY: f64 = 1 - 1e-12
/** Beyond these products may overflow or vanish: then nothing is sure. */
const SMALL: f64 = 1e-280
const LARGE: f64 = 1e300

function scan(
  best: usize,
  column: usize,
  bins: i32,
  position: i32,
  node: usize,
  parent: f64,
  params: usize,
  bound: f64,
  missingLeft: bool,
): void {
  const l1 = f64x2.splat(load<f64>(params, L1))
  const l2 = f64x2.splat(load<f64>(params, L2))
  const zero = f64x2.splat(0)
  const g = v128.load_splat<f64>(node)
  const h = v128.load_splat<f64>(node, 8)
  const missing = column + (bins as usize) * BIN
  let left = missingLeft ? v128.load(missing) : zero
  let rows: f64 = missingLeft ? load<f64>(missing, 16) : 0
  let bar = f64x2.splat((max<f64>(load<f64>(best), bound) + parent) * SURELY)
  const end = column + ((bins & ~1) as usize) * BIN
  // two cuts at a time: after the first bin and after the second; an empty bin adds nothing, not even what rounding left in it
  for (let at = column; at < end; at += 2 * BIN) {
    const first = f64x2.add(left, v128.and(v128.load(at), f64x2.ne(v128.load_splat<f64>(at, 16), zero)))
    const second = f64x2.add(first, v128.and(v128.load(at, 32), f64x2.ne(v128.load_splat<f64>(at, 48), zero)))
    left = second
    const firstRows = rows + load<f64>(at, 16)
    rows = firstRows + load<f64>(at, 48)
    const gLeft = v128.shuffle<f64>(first, second, 0, 2)
    const hLeft = v128.shuffle<f64>(first, second, 1, 3)
    const softLeft = f64x2.pmax(f64x2.sub(f64x2.abs(gLeft), l1), zero)
    const softRight = f64x2.pmax(f64x2.sub(f64x2.abs(f64x2.sub(g, gLeft)), l1), zero)
    const under = f64x2.add(hLeft, l2)
    const underRight = f64x2.add(f64x2.sub(h, hLeft), l2)
    // a² / b + c² / d > t  ⇔  a² d + c² b > t b d
    const over = f64x2.add(f64x2.mul(f64x2.mul(softLeft, softLeft), underRight), f64x2.mul(f64x2.mul(softRight, softRight), under))
    const gains = f64x2.gt(over, f64x2.mul(bar, f64x2.mul(under, underRight)))
    const unsure = v128.or(f64x2.lt(over, f64x2.splat(SMALL)), f64x2.gt(over, f64x2.splat(LARGE)))
    if (!v128.any_true(v128.or(gains, unsure))) continue
    const bin = ((at - column) / BIN) as i32
    const tried = tryCut(best, first, firstRows, load<f64>(at, 16), bin, position, node, parent, params, missing, missingLeft)
    if (tryCut(best, second, rows, load<f64>(at, 48), bin + 1, position, node, parent, params, missing, missingLeft) || tried) {
      bar = f64x2.splat((max<f64>(load<f64>(best), bound) + parent) * SURELY)
    }
  }
  if (bins & 1) {
    const here = load<f64>(end, 16)
    tryCut(best, f64x2.add(left, v128.load(end)), rows + here, here, bins - 1, position, node, parent, params, missing, missingLeft)
  }
}

/** Keeps the cut after a bin if it gains more than any before. @param here rows of the bin itself @returns whether it was kept */
function tryCut(
  best: usize,
  left: v128,
  rows: f64,
  here: f64,
  bin: i32,
  position: i32,
  node: usize,
  parent: f64,
  params: usize,
  missing: usize,
  missingLeft: bool,
): bool {
  if (here == 0) return false
  const minRows = load<f64>(params, MIN_ROWS)
  const minHessian = load<f64>(params, MIN_HESSIAN)
  const allRows = load<f64>(node, 16)
  const h = f64x2.extract_lane(left, 1)
  if (allRows - rows < minRows || load<f64>(node, 8) - h < minHessian) return false
  if (rows < minRows || h < minHessian) return false
  const right = f64x2.sub(v128.load(node), left)
  const both = scores(
    v128.shuffle<f64>(left, right, 0, 2),
    v128.shuffle<f64>(left, right, 1, 3),
    f64x2.splat(load<f64>(params, L1)),
    f64x2.splat(load<f64>(params, L2)),
  )
  const children = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
  const gain = children - parent
  if (!(gain > load<f64>(best) && gain > load<f64>(params, LEAST_SHARE) * abs<f64>(children))) return false
  store<f64>(best, gain)
  store<i32>(best, position, 8)
  store<i32>(best, bin, 12)
  store<i32>(best, (load<f64>(missing, 16) > 0 ? missingLeft : rows > allRows - rows) ? 1 : 0, 16)
  return true
}
