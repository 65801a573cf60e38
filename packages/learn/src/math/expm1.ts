/*
 * Ported from fdlibm s_expm1.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { powerOfTwo, timesPowerOfTwo } from './power-of-two.ts'

const OVERFLOW = 709.782712893384
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INV_LN2 = Math.LOG2E
const Q1 = -0.03333333333333313
const Q2 = 0.0015873015872548146
const Q3 = -0.0000793650757867488
const Q4 = 0.000004008217827329362
const Q5 = -2.0109921818362437e-7

/**
 * e^x − 1 without losing small x, with the same bits on every machine; error below 1 ulp.
 *
 * @example expm1(1e-20) // 1e-20
 */
export function expm1(x: number): number {
  if (!(x <= OVERFLOW)) return x > OVERFLOW ? Infinity : NaN
  if (x < -38.816242113569) return -1 // 56 ln2
  const size = x < 0 ? -x : x
  if (size < 5.551115123125783e-17) return x // 2^-54
  if (size <= 0.34657359027997264) return x - (x * core(x) - x * (0.5 * x))

  const k = size < 1.0397207708399179 ? (x < 0 ? -1 : 1) : (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const lost = high - r - low
  const e = r * (core(r) - lost) - lost - r * (0.5 * r)
  if (k === -1) return 0.5 * (r - e) - 0.5
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e)
  if (k <= -2 || k > 56) return timesPowerOfTwo(1 - (e - r), k) - 1
  const tail = powerOfTwo(-k)
  return (k < 20 ? 1 - tail - (e - r) : r - (e + tail) + 1) * powerOfTwo(k)
}

/** The correction e of fdlibm's expm1 on |x| ≤ ln2 / 2: e^x − 1 = x − (x e − x²/2). */
function core(x: number): number {
  const half = 0.5 * x
  const square = x * half
  const r = 1 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))))
  const t = 3 - r * half
  return square * ((r - t) / (6 - x * t))
}
