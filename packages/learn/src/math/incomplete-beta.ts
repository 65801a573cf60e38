import { exp } from './exp.ts'
import { log } from './log.ts'
import { logGamma } from './log-gamma.ts'
import { log1p } from './log1p.ts'

const TINY = 1e-300
const MAX_TERMS = 10_000

/**
 * The regularised incomplete beta function I_x(a, b), for x in [0, 1] and a, b > 0: the chance that a Beta(a, b) variable is at
 * most x. In [0, 1], rising in x; relative error about 1e-12.
 *
 * Continued fraction by Lentz's method, on the side of the mean where it converges fast.
 * Source: Press et al. (2007), Numerical Recipes, 3rd ed., section 6.4.
 *
 * @example incompleteBeta(0.5, 2, 2) // 0.5
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return value
}

function away(denominator: number): number {
  return Math.abs(denominator) < TINY ? TINY : denominator
}
