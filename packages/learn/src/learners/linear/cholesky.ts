import { dot } from './vector.ts'

/** A pivot below this share of its diagonal element is taken for zero: the column hangs on those before it. */
const SMALLEST_PIVOT = 1e-13

/**
 * Solve (A + damping) x = b for symmetric A ≥ 0 given by its lower triangle [m, m]; A is kept.
 * Singular A is damped by growing multiples of its largest diagonal element: a direction that A does not see gets (almost) nothing.
 *
 * @param scratch [m, m]
 * @param x [m] b on the way in, the solution on the way out
 */
export function solveSymmetric(a: Float64Array, x: Float64Array, scratch: Float64Array): void {
  const m = x.length
  let largest = 0
  for (let j = 0; j < m; j++) largest = Math.max(largest, a[j * m + j])
  if (largest === 0) {
    x.fill(0)
    return
  }
  for (let damping = 0; ; damping = damping === 0 ? 1e-10 : damping * 100) {
    scratch.set(a)
    for (let j = 0; j < m; j++) {
      // a column that is all zero (constant in the data, no penalty) keeps its coefficient
      if (a[j * m + j] === 0) scratch[j * m + j] = largest
      scratch[j * m + j] += damping * largest
    }
    if (factor(scratch, m)) break
  }
  for (let i = 0; i < m; i++) x[i] = (x[i] - dot(scratch, i * m, x, 0, i)) / scratch[i * m + i]
  for (let i = m - 1; i >= 0; i--) {
    const value = x[i] / scratch[i * m + i]
    x[i] = value
    for (let j = 0; j < i; j++) x[j] -= value * scratch[i * m + j]
  }
}

/** In place: the lower triangle A becomes L with A = L Lᵀ. False when A is singular to working precision. */
function factor(a: Float64Array, m: number): boolean {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) a[i * m + j] = (a[i * m + j] - dot(a, i * m, a, j * m, j)) / a[j * m + j]
    const whole = a[i * m + i]
    const pivot = whole - dot(a, i * m, a, i * m, i)
    if (!(pivot > SMALLEST_PIVOT * whole)) return false
    a[i * m + i] = Math.sqrt(pivot)
  }
  return true
}
