import { solveSymmetric } from './cholesky.ts'

const SWEEPS_BETWEEN_JUMPS = 8

/**
 * In place: u minimises  g·(u − at) + ½ (u − at)ᵀ H (u − at) + Σ_j l1_j |u_j|  subject to signs_j u_j ≥ 0, by cyclic coordinate
 * descent, and every few sweeps by jumps to the exact optimum under the present signs: columns that hang together need
 * thousands of sweeps otherwise. The value never rises, and no set of signs comes twice.
 *
 * Source: Friedman, Hastie & Tibshirani (2010), J. Stat. Softw. 33(1).
 *
 * @param h [m, m] symmetric, both triangles; a zero on the diagonal keeps its coordinate
 * @param u [m] the start on the way in; where signs are given it has them
 * @param tolerance stop when no coordinate moves further in a sweep
 * @param signs [m] 1, −1, or 0 for a free coordinate; absent: all are free
 */
export function descend(
  h: Float64Array,
  g: Float64Array,
  l1: Float64Array,
  at: Float64Array,
  u: Float64Array,
  tolerance: number,
  maxSweeps = 2000,
  signs?: Float64Array,
): void {
  const m = u.length
  const slope = Float64Array.from(g) // g + H (u − at)
  for (let j = 0; j < m; j++) move(h, slope, j, u[j] - at[j])
  for (let sweep = 1; sweep <= maxSweeps; sweep++) {
    let furthest = 0
    for (let j = 0; j < m; j++) {
      const curvature = h[j * m + j]
      if (!(curvature > 0)) continue
      const target = softThreshold(u[j] - slope[j] / curvature, l1[j] / curvature)
      const step = (signs && signs[j] * target < 0 ? 0 : target) - u[j]
      if (step === 0) continue
      u[j] += step
      move(h, slope, j, step)
      furthest = Math.max(furthest, Math.abs(step))
    }
    if (furthest <= tolerance) return
    if (sweep % SWEEPS_BETWEEN_JUMPS === 0) while (!jump(h, slope, l1, u, signs)) {}
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

/**
 * Where no sign changes the problem is quadratic: go to its optimum over the coordinates that are not 0, or until the first
 * one of them that is penalised or bound to a sign reaches 0.
 *
 * @returns whether it got there; false leaves one more coordinate at 0
 */
function jump(h: Float64Array, slope: Float64Array, l1: Float64Array, u: Float64Array, signs?: Float64Array): boolean {
  const m = u.length
  const smooth = (j: number) => l1[j] === 0 && !signs?.[j]
  const free: number[] = []
  for (let j = 0; j < m; j++) if (u[j] !== 0 || smooth(j)) free.push(j)
  const size = free.length
  const block = new Float64Array(size * size)
  free.forEach((j, a) => {
    for (let b = 0; b <= a; b++) block[a * size + b] = h[j * m + free[b]]
  })
  const step = Float64Array.from(free, j => -slope[j] - l1[j] * Math.sign(u[j]))
  solveSymmetric(block, step, new Float64Array(size * size))

  let share = 1
  let first = -1
  free.forEach((j, a) => {
    if (smooth(j) || (u[j] + share * step[a]) * u[j] > 0) return
    share = -u[j] / step[a]
    first = j
  })
  free.forEach((j, a) => {
    const moved = j === first ? -u[j] : share * step[a]
    u[j] = j === first ? 0 : u[j] + moved
    move(h, slope, j, moved)
  })
  return first < 0
}

function move(h: Float64Array, slope: Float64Array, j: number, step: number): void {
  if (step === 0) return
  const m = slope.length
  for (let l = 0; l < m; l++) slope[l] += step * h[j * m + l]
}
