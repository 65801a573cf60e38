/*
 * Ported from fdlibm e_pow.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { timesPowerOfTwo } from './power-of-two.ts'
import { clearLow, fromWords, highWord, lowWord } from './words.ts'

const L1 = 0.5999999999999946
const L2 = 0.4285714285785502
const L3 = 0.33333332981837743
const L4 = 0.272728123808534
const L5 = 0.23066074577556175
const L6 = 0.20697501780033842
const P1 = 0.16666666666666602
const P2 = -0.0027777777777015593
const P3 = 0.00006613756321437934
const P4 = -0.0000016533902205465252
const P5 = 4.1381367970572385e-8
const LN2 = Math.LN2
const LN2_HIGH = 0.6931471824645996
const LN2_LOW = -1.904654299957768e-9
const OVERFLOW_TAIL = 8.008566259537294e-17 // −(1024 − log2(largest double + ½ ulp))
const CP = 0.9617966939259756 // 2 / (3 ln2)
const CP_HIGH = 0.9617967009544373
const CP_LOW = -7.028461650952758e-9
const INV_LN2 = Math.LOG2E
const INV_LN2_HIGH = 1.4426950216293335
const INV_LN2_LOW = 1.9259629911266175e-8
const LOG2_1_5_HIGH = 0.5849624872207642
const LOG2_1_5_LOW = 1.350039202129749e-8

/**
 * x^y with the same bits on every machine; error below 0.7 ulp. Special cases as ECMAScript's `**`:
 * pow(x, 0) is 1, pow(±1, ±Infinity) is NaN, a negative x with a fractional y is NaN.
 *
 * y log2(x) in two parts of 53 + 24 bits, then 2 to that power.
 *
 * @example pow(2, 0.5) // 1.4142135623730951
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  const size = Math.abs(x)
  if (y === Infinity || y === -Infinity) {
    if (size === 1) return NaN
    return size > 1 === y > 0 ? Infinity : 0
  }
  const negative = x < 0 || Object.is(x, -0)
  const odd = negative && Math.abs(y) < 9007199254740992 && Math.abs(y % 2) === 1
  if (size === 0 || size === Infinity) {
    const value = (size === 0) === y > 0 ? 0 : Infinity
    return odd ? -value : value
  }
  if (x < 0 && y % 1 !== 0) return NaN
  const sign = odd ? -1 : 1
  if (size === 1) return sign
  if (y === 1) return x
  if (y === 2) return x * x
  if (y === -1) return 1 / x
  if (y === 0.5) return Math.sqrt(x)
  return sign * powPositive(size, y)
}

/** x^y for finite positive x ≠ 1 and finite y ≠ 0. */
function powPositive(x: number, y: number): number {
  const sizeOfY = Math.abs(y)
  let ix = highWord(x)
  let head: number // log2(x) = head + tail
  let tail: number
  if (sizeOfY > 2147483648) {
    // only an x within 2^-20 of 1 neither overflows nor vanishes
    if (sizeOfY > 18446744073709552000 || ix < 0x3fefffff || ix > 0x3ff00000) return x < 1 === y < 0 ? Infinity : 0
    const t = x - 1
    const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
    const u = INV_LN2_HIGH * t
    const v = t * INV_LN2_LOW - w * INV_LN2
    head = clearLow(u + v)
    tail = v - (head - u)
  } else {
    let n = 0
    if (ix < 0x00100000) {
      x *= 9007199254740992
      n = -53
      ix = highWord(x)
    }
    n += (ix >> 20) - 0x3ff
    const fraction = ix & 0xfffff
    const k = fraction > 0x3988e && fraction < 0xbb67a ? 1 : 0 // 1: nearer to 1.5 than to 1 or 2
    ix = fraction | 0x3ff00000
    if (fraction >= 0xbb67a) {
      n++
      ix -= 0x00100000
    }
    const a = fromWords(ix, lowWord(x))
    const near = k === 1 ? 1.5 : 1
    const u = a - near
    const v = 1 / (a + near)
    const s = u * v
    const sHigh = clearLow(s)
    const sumHigh = fromWords(((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18), 0)
    const sumLow = a - (sumHigh - near)
    const sLow = v * (u - sHigh * sumHigh - sHigh * sumLow)
    const s2 = s * s
    const r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6))))) + sLow * (sHigh + s)
    const square = sHigh * sHigh
    const tHigh = clearLow(3 + square + r)
    const tLow = r - (tHigh - 3 - square)
    const p = sHigh * tHigh
    const q = sLow * tHigh + tLow * s
    const pHigh = clearLow(p + q)
    const pLow = q - (pHigh - p)
    const zHigh = CP_HIGH * pHigh
    const zLow = CP_LOW * pHigh + pLow * CP + (k === 1 ? LOG2_1_5_LOW : 0)
    const dp = k === 1 ? LOG2_1_5_HIGH : 0
    head = clearLow(zHigh + zLow + dp + n)
    tail = zLow - (head - n - dp - zHigh)
  }
  const yHigh = clearLow(y)
  return powTwo(yHigh * head, (y - yHigh) * head + y * tail)
}

/** 2^(high + low) for |low| much below |high|. */
function powTwo(high: number, low: number): number {
  const sum = high + low
  if (sum > 1024 || (sum === 1024 && low + OVERFLOW_TAIL > sum - high)) return Infinity
  if (sum < -1075 || (sum === -1075 && low <= sum - high)) return 0
  const n = Math.abs(sum) > 0.5 ? Math.trunc(sum + (sum < 0 ? -0.5 : 0.5)) : 0
  const rest = high - n
  const t = clearLow(low + rest)
  const u = t * LN2_HIGH
  const v = (low - (t - rest)) * LN2 + t * LN2_LOW
  const z = u + v
  const w = v - (z - u)
  const z2 = z * z
  const c = z - z2 * (P1 + z2 * (P2 + z2 * (P3 + z2 * (P4 + z2 * P5))))
  return timesPowerOfTwo(1 - ((z * c) / (c - 2) - (w + z * w) - z), n)
}
