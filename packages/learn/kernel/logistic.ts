import { expPair } from './exp'
import { log1pPair } from './log1p'

/**
 * Of n rows with scores eta: pull = weight · ∂loss/∂score, bend = weight · ∂²loss/∂score², bit for bit the loop in
 * src/learners/linear/logistic-rows.ts. Arrays of an odd length have room for one more.
 *
 * @returns sum + Σ weight · loss, in the order of the rows
 */
export function logisticRows(eta: usize, y: usize, weights: usize, n: i32, pull: usize, bend: usize, sum: f64): f64 {
  const one = f64x2.splat(1)
  const zero = f64x2.splat(0)
  const bytes: usize = (n as usize) << 3
  for (let i: usize = 0; i < bytes; i += 16) {
    const t = v128.load(eta + i)
    const weight = v128.load(weights + i)
    const own = f64x2.eq(v128.load(y + i), one)
    const e = expPair(f64x2.neg(f64x2.abs(t)))
    const whole = f64x2.add(one, e)
    const large = f64x2.div(one, whole)
    const small = f64x2.div(e, whole)
    const up = f64x2.ge(t, zero)
    const p = v128.bitselect(large, small, up)
    const q = v128.bitselect(small, large, up)
    v128.store(pull + i, f64x2.mul(weight, v128.bitselect(f64x2.neg(q), p, own)))
    v128.store(bend + i, f64x2.mul(f64x2.mul(weight, p), q))
    const against = v128.bitselect(f64x2.neg(t), t, own)
    const tail = log1pPair(e)
    const loss = f64x2.mul(weight, v128.bitselect(f64x2.add(against, tail), tail, f64x2.gt(against, zero)))
    sum += f64x2.extract_lane(loss, 0)
    if (i + 8 < bytes) sum += f64x2.extract_lane(loss, 1)
  }
  return sum
}
