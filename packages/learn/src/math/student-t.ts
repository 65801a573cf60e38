import { checkRange } from '../check.ts'
import { incompleteBeta } from './incomplete-beta.ts'

/**
 * P(T ≤ t) for Student's t with `degreesOfFreedom` > 0 (not necessarily whole), any t including ±Infinity. In [0, 1].
 *
 *   P(T ≤ −|t|) = I_x(ν/2, 1/2) / 2,  x = ν / (ν + t²)
 *
 * Source: Abramowitz & Stegun (1964), 26.7.1.
 *
 * @throws LearnError `bad_param`
 * @example studentTCdf(0, 5) // 0.5
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  checkRange('degreesOfFreedom', degreesOfFreedom, Number.MIN_VALUE, Number.MAX_VALUE)
  const tail = incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/**
 * The t below which a share `p` of Student's t lies: the inverse of `studentTCdf`, for 0 < p < 1.
 *
 * By halving the bracket until it holds no number in between. Sound rather than fast: some 60 evaluations.
 *
 * @throws LearnError `bad_param`
 * @example studentTQuantile(0.975, 10) // 2.22813885198627
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  checkRange('p', p, Number.MIN_VALUE, 1 - Number.EPSILON / 2)
  if (p > 0.5) return -studentTQuantile(1 - p, degreesOfFreedom)
  if (p === 0.5) return 0
  let low = -1
  while (studentTCdf(low, degreesOfFreedom) > p) low *= 2
  let high = 0
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (studentTCdf(middle, degreesOfFreedom) < p) low = middle
    else high = middle
  }
}
