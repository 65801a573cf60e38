/*
 * As src/math/exp.ts, ported from fdlibm e_exp.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */

const OVERFLOW: f64 = 709.782712893384
const UNDERFLOW: f64 = -745.1332191019411
const LN2_HIGH: f64 = 0.6931471803691238
const LN2_LOW: f64 = 1.9082149292705877e-10
const INV_LN2: f64 = 1.4426950408889634
const P1: f64 = 0.16666666666666602
const P2: f64 = -0.0027777777777015593
const P3: f64 = 0.00006613756321437934
const P4: f64 = -0.0000016533902205465252
const P5: f64 = 4.1381367970572385e-8
const SMALL: f64 = 0.34657359027997264 // below it k is 0
const TINY: f64 = 3.725290298461914e-9 // 2^-28
const E: f64 = 2.718281828459045

/** e^x, bit for bit the twin's. */
export function exp(x: f64): f64 {
  if (!(x <= OVERFLOW)) return x > OVERFLOW ? Infinity : NaN
  if (x < UNDERFLOW) return 0
  const size = abs<f64>(x)
  if (size < TINY) return 1 + x
  if (x == 1) return E
  let k: i32 = 0
  if (size > SMALL) k = (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) as i32
  const high = x - (k as f64) * LN2_HIGH
  const low = (k as f64) * LN2_LOW
  const r = high - low
  const t = r * r
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  return timesPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k)
}

/** x · 2^e, rounded once, for |x| in [0.5, 2) and e from −1076 to 1024. */
function timesPowerOfTwo(x: f64, e: i32): f64 {
  if (e > 1023) return x * 2 * powerOfTwo(1023)
  if (e < -1022) return x * powerOfTwo(-1000) * powerOfTwo(e + 1000)
  return x * powerOfTwo(e)
}

function powerOfTwo(e: i32): f64 {
  return reinterpret<f64>(((e + 1023) as i64) << 52)
}

/** The largest |x| that `expPair` takes. */
const MOST: f64 = 700

/** e^x of two numbers at once, bit for bit as `exp` of each. */
export function expPair(x: v128): v128 {
  const size = f64x2.abs(x)
  const all = f64x2.le(size, f64x2.splat(MOST))
  // beyond it (and for NaN): one by one
  if (!i64x2.all_true(all)) return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)))
  const half = v128.or(f64x2.splat(0.5), v128.and(x, f64x2.splat(-0.0)))
  const rounded = f64x2.trunc(f64x2.add(f64x2.mul(f64x2.splat(INV_LN2), x), half))
  const k = v128.and(rounded, f64x2.gt(size, f64x2.splat(SMALL)))
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH)))
  const low = f64x2.mul(k, f64x2.splat(LN2_LOW))
  const r = f64x2.sub(high, low)
  const t = f64x2.mul(r, r)
  let p = f64x2.add(f64x2.splat(P4), f64x2.mul(t, f64x2.splat(P5)))
  p = f64x2.add(f64x2.splat(P3), f64x2.mul(t, p))
  p = f64x2.add(f64x2.splat(P2), f64x2.mul(t, p))
  p = f64x2.add(f64x2.splat(P1), f64x2.mul(t, p))
  const c = f64x2.sub(r, f64x2.mul(t, p))
  const one = f64x2.splat(1)
  const q = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c))
  const y = f64x2.sub(one, f64x2.sub(f64x2.sub(low, q), high))
  const power = i64x2.shl(i64x2.add(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k)), i64x2.splat(1023)), 52)
  let out = f64x2.mul(y, power)
  out = v128.bitselect(f64x2.add(one, x), out, f64x2.lt(size, f64x2.splat(TINY)))
  return v128.bitselect(f64x2.splat(E), out, f64x2.eq(x, one))
}

/** 1 / (1 + e^−t) of two numbers at once, bit for bit as src/math/sigmoid.ts. */
export function sigmoidPair(t: v128): v128 {
  const one = f64x2.splat(1)
  const e = expPair(f64x2.neg(f64x2.abs(t)))
  const over = v128.bitselect(one, e, f64x2.ge(t, f64x2.splat(0)))
  return f64x2.div(over, f64x2.add(one, e))
}
