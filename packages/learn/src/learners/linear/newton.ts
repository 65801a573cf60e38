import { solveSymmetric } from './cholesky.ts'
import { descend, mirror } from './coordinate-descent.ts'
import { ranAway, type Solution, type SolverOptions } from './minimise.ts'
import { absolutePenalty, type Objective } from './objective.ts'
import { dot, maxAbs } from './vector.ts'

/**
 * Newton's method with step halving; with an absolute penalty or bound signs, proximal Newton (the quadratic model is
 * minimised by coordinate descent). Stops after a whole step no longer than √tolerance: convergence is quadratic, so the error
 * that is left is about `tolerance`.
 *
 * Source: Lee, Sun & Saunders (2014), SIAM J. Optim. 24(3).
 */
export function newton(
  objective: Objective,
  l1: Float64Array,
  start: Float64Array,
  options: SolverOptions,
  signs?: Float64Array,
): Solution {
  const { tolerance, maxIterations, visit } = options
  const m = objective.size
  const sparse = maxAbs(l1) > 0 || signs !== undefined
  const at = Float64Array.from(start)
  const next = new Float64Array(m)
  const gradient = new Float64Array(m)
  const step = new Float64Array(m)
  const hessian = new Float64Array(m * m)
  const scratch = new Float64Array(sparse ? 0 : m * m)

  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    visit(iteration)
    const smooth = objective.gradient(at, gradient)
    if (ranAway(objective, at, smooth, options)) return { at, converged: false, iterations: iteration - 1 }
    objective.hessian(at, hessian)
    if (sparse) {
      mirror(hessian, m)
      next.set(at)
      descend(hessian, gradient, l1, at, next, tolerance / 10, undefined, signs)
      for (let j = 0; j < m; j++) step[j] = next[j] - at[j]
    } else {
      for (let j = 0; j < m; j++) step[j] = -gradient[j]
      solveSymmetric(hessian, step, scratch)
      for (let j = 0; j < m; j++) next[j] = at[j] + step[j]
    }

    const value = smooth + absolutePenalty(l1, at)
    const slope = dot(gradient, 0, step, 0, m) + absolutePenalty(l1, next) - absolutePenalty(l1, at)
    const length = maxAbs(step)
    if (-slope <= 1e-14 * (1 + Math.abs(value))) {
      // the gain is below what the value can show: take the step unchecked if it stays inside the domain
      if (length <= 1 && objective.value(next) < Infinity) at.set(next)
      return { at, converged: length <= Math.max(Math.sqrt(tolerance), 1e-4), iterations: iteration }
    }
    let share = 1
    while (share > 1e-10 && !(objective.value(next) + absolutePenalty(l1, next) <= value + 1e-4 * share * slope)) {
      share /= 2
      for (let j = 0; j < m; j++) next[j] = at[j] + share * step[j]
    }
    if (share <= 1e-10) return { at, converged: false, iterations: iteration }
    at.set(next)
    if (share === 1 && length <= Math.sqrt(tolerance)) return { at, converged: true, iterations: iteration }
  }
  return { at, converged: false, iterations: maxIterations }
}
