/**
 * In place: u minimises  g·(u − at) + ½ (u − at)ᵀ H (u − at) + Σ_j l1_j |u_j|  by cyclic coordinate descent.
 *
 * Source: Friedman, Hastie & Tibshirani (2010), J. Stat. Softw. 33(1).
 *
 * @param h [m, m] symmetric, both triangles; a zero on the diagonal keeps its coordinate
 * @param u [m] the start on the way in
 * @param tolerance stop when no coordinate moves further in a sweep
 */
export function descend(
  h: Float64Array,
  g: Float64Array,
  l1: Float64Array,
  at: Float64Array,
  u: Float64Array,
  tolerance: number,
  maxSweeps = 10_000,
): void {
  const m = u.length
  const slope = Float64Array.from(g) // g + H (u − at)
  for (let j = 0; j < m; j++) move(h, slope, j, u[j] - at[j])
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let furthest = 0
    for (let j = 0; j < m; j++) {
      const curvature = h[j * m + j]
      if (!(curvature > 0)) continue
      const step = softThreshold(u[j] - slope[j] / curvature, l1[j] / curvature) - u[j]
      if (step === 0) continue
      u[j] += step
      move(h, slope, j, step)
      furthest = Math.max(furthest, Math.abs(step))
    }
    if (furthest <= tolerance) return
  }
}

/** Shrink towards 0 by `by` (≥ 0): the proximal step of the absolute penalty. */
export function softThreshold(value: number, by: number): number {
  if (value > by) return value - by
  return value < -by ? value + by : 0
}

/** Copy the lower triangle of a [m, m] matrix to the upper one. */
export function mirror(h: Float64Array, m: number): void {
  for (let i = 0; i < m; i++) for (let j = 0; j < i; j++) h[j * m + i] = h[i * m + j]
}

function move(h: Float64Array, slope: Float64Array, j: number, step: number): void {
  if (step === 0) return
  const m = slope.length
  for (let l = 0; l < m; l++) slope[l] += step * h[j * m + l]
}
