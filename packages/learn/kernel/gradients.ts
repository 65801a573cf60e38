import { expPair, sigmoidPair } from './exp'

/*
 * Gradients and hessians of the objectives of boosting, bit for bit as learners/boosting/objectives: two rows at a time.
 * Scores [outputs, n], y and weights [n], gh [outputs, n, 2]; n may be odd.
 */

const LEAST_HESSIAN: f64 = 1e-16

/** Logistic loss of the log-odds of class 1. */
export function binaryGradients(scores: usize, y: usize, weights: usize, gh: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i += 2) {
    const alone = i + 1 == n
    const p = sigmoidPair(rowsAt(scores, i, alone))
    const w = rowsAt(weights, i, alone)
    const g = f64x2.mul(w, f64x2.sub(p, rowsAt(y, i, alone)))
    const h = f64x2.mul(f64x2.mul(w, p), f64x2.sub(f64x2.splat(1), p))
    put(gh, i, g, f64x2.pmax(h, f64x2.splat(LEAST_HESSIAN)), alone)
  }
}

/** Half the squared error. */
export function squaredGradients(scores: usize, y: usize, weights: usize, gh: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i += 2) {
    const alone = i + 1 == n
    const w = rowsAt(weights, i, alone)
    put(gh, i, f64x2.mul(w, f64x2.sub(rowsAt(scores, i, alone), rowsAt(y, i, alone))), w, alone)
  }
}

/** Softmax loss of k scores. `present` [k] is 1, or 0 for a class without rows; `scratch` holds 2 k numbers.
 * Output c of row i stands at c · stride + i. */
export function multiclassGradients(
  scores: usize,
  y: usize,
  weights: usize,
  gh: usize,
  n: i32,
  present: usize,
  k: i32,
  scratch: usize,
  stride: i32,
): void {
  const one = f64x2.splat(1)
  for (let i: i32 = 0; i < n; i += 2) {
    const alone = i + 1 == n
    let top = f64x2.splat(-Infinity)
    for (let c: i32 = 0; c < k; c++) top = f64x2.max(top, rowsAt(outputAt(scores, c, stride), i, alone))
    let sum = f64x2.splat(0)
    for (let c: i32 = 0; c < k; c++) {
      const e = expPair(f64x2.sub(rowsAt(outputAt(scores, c, stride), i, alone), top))
      v128.store(scratch + ((c as usize) << 4), e)
      sum = f64x2.add(sum, e)
    }
    const own = rowsAt(y, i, alone)
    const weight = rowsAt(weights, i, alone)
    for (let c: i32 = 0; c < k; c++) {
      const p = f64x2.div(v128.load(scratch + ((c as usize) << 4)), sum)
      const w = f64x2.mul(weight, v128.load_splat<f64>(present + ((c as usize) << 3)))
      const hit = v128.and(one, f64x2.eq(own, f64x2.splat(c as f64)))
      const h = f64x2.mul(f64x2.mul(f64x2.mul(w, f64x2.splat(2)), p), f64x2.sub(one, p))
      const into = gh + (((c as usize) * (stride as usize)) << 4)
      put(into, i, f64x2.mul(w, f64x2.sub(p, hit)), f64x2.pmax(h, f64x2.splat(LEAST_HESSIAN)), alone)
    }
  }
}

/** Cumulative logit of k ordered classes with these k − 1 thresholds. */
export function ordinalGradients(scores: usize, y: usize, weights: usize, gh: usize, n: i32, thresholds: usize, k: i32): void {
  const one = f64x2.splat(1)
  for (let i: i32 = 0; i < n; i += 2) {
    const alone = i + 1 == n
    const score = rowsAt(scores, i, alone)
    const own = rowsAt(y, i, alone)
    const w = rowsAt(weights, i, alone)
    const first = f64x2.extract_lane(own, 0) as i32
    const second = f64x2.extract_lane(own, 1) as i32
    const above = f64x2(thresholdAt(thresholds, first, k), thresholdAt(thresholds, second, k))
    const below = f64x2(thresholdAt(thresholds, first - 1, k), thresholdAt(thresholds, second - 1, k))
    const last = f64x2.ge(own, f64x2.splat((k - 1) as f64))
    const a = v128.bitselect(one, sigmoidPair(f64x2.sub(above, score)), last)
    const b = v128.and(sigmoidPair(f64x2.sub(below, score)), f64x2.gt(own, f64x2.splat(0)))
    const g = f64x2.mul(w, f64x2.sub(f64x2.sub(one, a), b))
    const spread = f64x2.add(f64x2.mul(a, f64x2.sub(one, a)), f64x2.mul(b, f64x2.sub(one, b)))
    put(gh, i, g, f64x2.max(f64x2.mul(w, spread), f64x2.splat(LEAST_HESSIAN)), alone)
  }
}

/** Any number where there is no such threshold: its result is not used, but should be quick. */
function thresholdAt(thresholds: usize, c: i32, k: i32): f64 {
  return c < 0 || c > k - 2 ? 0 : load<f64>(thresholds + ((c as usize) << 3))
}

/** Scores of output c. */
function outputAt(scores: usize, c: i32, stride: i32): usize {
  return scores + (((c as usize) * (stride as usize)) << 3)
}

/** Rows i and i + 1; row i twice where it is the last. */
function rowsAt(values: usize, i: i32, alone: bool): v128 {
  const at = values + ((i as usize) << 3)
  return alone ? v128.load_splat<f64>(at) : v128.load(at)
}

function put(gh: usize, i: i32, g: v128, h: v128, alone: bool): void {
  const at = gh + ((i as usize) << 4)
  v128.store(at, v128.shuffle<f64>(g, h, 0, 2))
  if (!alone) v128.store(at, v128.shuffle<f64>(g, h, 1, 3), 16)
}
