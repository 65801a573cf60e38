/*
 * Ported from fdlibm s_tanh.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { expm1 } from './expm1.ts'

/**
 * Hyperbolic tangent with the same bits on every machine; error about 1 ulp. ±1 from |x| = 22 on.
 *
 * @example tanh(0.5) // 0.46211715726000974
 */
export function tanh(x: number): number {
  const size = x < 0 ? -x : x
  if (!(size > 2.7755575615628914e-17)) return x // 2^-55, and NaN
  if (size >= 22) return x < 0 ? -1 : 1
  const t = size >= 1 ? expm1(2 * size) : expm1(-2 * size)
  const value = size >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2)
  return x < 0 ? -value : value
}
