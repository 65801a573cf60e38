/*
 * Ported from fdlibm e_exp.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { LOWEST, powersOfTwo, timesPowerOfTwo } from './power-of-two.ts'

const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019411
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INV_LN2 = Math.LOG2E
const P1 = 0.16666666666666602
const P2 = -0.0027777777777015593
const P3 = 0.00006613756321437934
const P4 = -0.0000016533902205465252
const P5 = 4.1381367970572385e-8

/**
 * e^x with the same bits on every machine; error below 1 ulp. ECMAScript leaves the bits of `Math.exp` to the engine.
 *
 * x = k ln2 + r with |r| ≤ ln2 / 2; e^r by a rational function; e^x = 2^k e^r. Above 709.78 Infinity, below −745.13 zero.
 *
 * @example exp(1) // 2.718281828459045
 */
export function exp(x: number): number {
  cell[0] = x
  expAt(cell, 0)
  return cell[0]
}

const cell = new Float64Array(1)

/** cells[at] becomes e^cells[at]: numbers handed from function to function in variables may be put on the heap. */
export function expAt(cells: Float64Array, at: number): void {
  const x = cells[at]
  if (!(x <= OVERFLOW)) {
    cells[at] = x > OVERFLOW ? Infinity : NaN
    return
  }
  if (x < UNDERFLOW) {
    cells[at] = 0
    return
  }
  const size = x < 0 ? -x : x
  if (size < 3.725290298461914e-9) {
    cells[at] = 1 + x // 2^-28
    return
  }
  if (size <= 0.34657359027997264) {
    const t = x * x
    const c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
    cells[at] = 1 - ((x * c) / (c - 2) - x)
    return
  }
  if (x === 1) {
    cells[at] = Math.E
    return
  }
  const k = (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  const fraction = 1 - (low - (r * c) / (2 - c) - high)
  cells[at] = k > -1022 && k < 1023 ? fraction * powersOfTwo[k - LOWEST] : timesPowerOfTwo(fraction, k)
}
