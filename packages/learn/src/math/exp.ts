/*
 * Ported from fdlibm e_exp.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { timesPowerOfTwo } from './power-of-two.ts'

const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019411
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INV_LN2 = 1.442695040888963387
const P1 = 1.66666666666666019037e-1
const P2 = -2.77777777770155933842e-3
const P3 = 6.61375632143793436117e-5
const P4 = -1.6533902205465251539e-6
const P5 = 4.13813679705723846039e-8

/**
 * e^x with the same bits on every machine; error below 1 ulp. ECMAScript leaves the bits of `Math.exp` to the engine.
 *
 * x = k ln2 + r with |r| ≤ ln2 / 2; e^r by a rational function; e^x = 2^k e^r. Above 709.78 Infinity, below −745.13 zero.
 *
 * @example exp(1) // 2.718281828459045
 */
export function exp(x: number): number {
  if (!(x <= OVERFLOW)) return x > OVERFLOW ? Infinity : NaN
  if (x < UNDERFLOW) return 0
  const size = x < 0 ? -x : x
  if (size < 3.725290298461914e-9) return 1 + x // 2^-28
  if (size <= 0.34657359027997264) {
    const t = x * x
    const c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
    return 1 - ((x * c) / (c - 2) - x)
  }
  if (x === 1) return Math.E
  const k = (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  return timesPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k)
}
