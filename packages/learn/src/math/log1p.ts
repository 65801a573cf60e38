/*
 * Ported from fdlibm s_log1p.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { powerOfTwo } from './power-of-two.ts'
import { highWord } from './words.ts'

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const L1 = 0.6666666666666735
const L2 = 0.3999999999940942
const L3 = 0.2857142874366239
const L4 = 0.22222198432149784
const L5 = 0.1818357216161805
const L6 = 0.15313837699209373
const L7 = 0.14798198605116586

/**
 * log(1 + x) without losing small x, with the same bits on every machine; error below 1 ulp.
 * log1p(−1) is −Infinity, below −1 NaN.
 *
 * @example log1p(1e-20) // 1e-20
 */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN
  if (x === Infinity) return x
  const size = x < 0 ? -x : x
  if (size < 5.551115123125783e-17) return x // 2^-54
  if (size < 1.862645149230957e-9) return x - x * x * 0.5 // 2^-29
  if (x > -0.2928932 && x < 0.4142136) return polynomial(x, 0, 0)

  const whole = x < 9007199254740992
  const u = whole ? 1 + x : x
  const word = highWord(u)
  const up = (word & 0xfffff) < 0x6a09e ? 0 : 1
  const shift = (word >> 20) - 1023
  const lost = whole ? (shift > 0 ? 1 - (u - x) : x - (u - 1)) / u : 0 // what rounding 1 + x took away
  const k = shift + up
  const f = (k > 1022 ? u * 0.5 * powerOfTwo(1 - k) : u * powerOfTwo(-k)) - 1
  return polynomial(f, k, lost)
}

/** k ln2 + log(1 + f) + lost */
function polynomial(f: number, k: number, lost: number): number {
  const half = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const r = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))))
  return k === 0 && lost === 0 ? f - (half - s * (half + r)) : k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + lost)) - f)
}
