import { expPair } from './exp'
import { log1pPair } from './log1p'

/** Σ weight · (log(1 + e^score) − y · score) in the order of the rows, bit for bit as learners/boosting/objectives/binary.ts. Arrays of an odd length have room for one more. */
export function binaryLoss(scores: usize, y: usize, weights: usize, n: i32): f64 {
  const bytes = (n as usize) << 3
  const zero = f64x2.splat(0)
  let sum: f64 = 0
  for (let i: usize = 0; i < bytes; i += 16) {
    const t = v128.load(scores + i)
    const tail = log1pPair(expPair(f64x2.neg(f64x2.abs(t))))
    const softplus = v128.bitselect(f64x2.add(t, tail), tail, f64x2.gt(t, zero))
    const loss = f64x2.mul(v128.load(weights + i), f64x2.sub(softplus, f64x2.mul(v128.load(y + i), t)))
    sum += f64x2.extract_lane(loss, 0)
    if (i + 8 < bytes) sum += f64x2.extract_lane(loss, 1)
  }
  return sum
}
