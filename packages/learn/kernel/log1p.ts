/*
 * log1p as src/math/log1p.ts, ported from fdlibm s_log1p.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */

const LN2_HIGH: f64 = 0.6931471803691238
const LN2_LOW: f64 = 1.9082149292705877e-10
const L1: f64 = 0.6666666666666735
const L2: f64 = 0.3999999999940942
const L3: f64 = 0.2857142874366239
const L4: f64 = 0.22222198432149784
const L5: f64 = 0.1818357216161805
const L6: f64 = 0.15313837699209373
const L7: f64 = 0.14798198605116586
const TINIEST: f64 = 5.551115123125783e-17 // 2^-54
const TINY: f64 = 1.862645149230957e-9 // 2^-29
const PLAIN: f64 = 0.4142136 // below it k is 0

/** log(1 + x) of two numbers in [0, 1] (or NaN), bit for bit the twin's. */
export function log1pPair(x: v128): v128 {
  const one = f64x2.splat(1)
  const half = f64x2.splat(0.5)
  const plain = f64x2.lt(x, f64x2.splat(PLAIN))
  const u = f64x2.add(one, x) // in [1, 2]
  const up = f64x2.sub(one, f64x2.sub(u, x))
  const down = f64x2.sub(x, f64x2.sub(u, one))
  const lostAbove = f64x2.div(v128.bitselect(up, down, f64x2.eq(u, f64x2.splat(2))), u)
  const lost = v128.andnot(lostAbove, plain)
  const f = v128.bitselect(x, f64x2.sub(f64x2.mul(u, half), one), plain)

  const halfSquare = f64x2.mul(f64x2.mul(half, f), f)
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f))
  const z = f64x2.mul(s, s)
  let r = f64x2.add(f64x2.splat(L6), f64x2.mul(z, f64x2.splat(L7)))
  r = f64x2.add(f64x2.splat(L5), f64x2.mul(z, r))
  r = f64x2.add(f64x2.splat(L4), f64x2.mul(z, r))
  r = f64x2.add(f64x2.splat(L3), f64x2.mul(z, r))
  r = f64x2.add(f64x2.splat(L2), f64x2.mul(z, r))
  r = f64x2.add(f64x2.splat(L1), f64x2.mul(z, r))
  r = f64x2.mul(z, r)
  const core = f64x2.mul(s, f64x2.add(halfSquare, r))
  const below = f64x2.sub(f, f64x2.sub(halfSquare, core))
  const inner = f64x2.sub(halfSquare, f64x2.add(core, f64x2.add(f64x2.splat(LN2_LOW), lost)))
  const above = f64x2.sub(f64x2.splat(LN2_HIGH), f64x2.sub(inner, f))
  let out = v128.bitselect(below, above, plain)
  out = v128.bitselect(f64x2.sub(x, f64x2.mul(f64x2.mul(x, x), half)), out, f64x2.lt(x, f64x2.splat(TINY)))
  return v128.bitselect(x, out, f64x2.lt(x, f64x2.splat(TINIEST)))
}
