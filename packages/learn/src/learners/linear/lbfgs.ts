import { ranAway, type Solution, type SolverOptions } from './minimise.ts'
import { absolutePenalty, type Objective } from './objective.ts'
import { addScaled, dot, maxAbs } from './vector.ts'

const MEMORY = 12

/**
 * Limited-memory BFGS with backtracking; with an absolute penalty its orthant-wise variant (OWL-QN), whose
 * coefficients are exactly 0 where the penalty holds them. Stops when no element of the (pseudo-)gradient exceeds `tolerance`.
 *
 * Sources: Nocedal (1980), Math. Comp. 35; Andrew & Gao (2007), ICML.
 */
export function lbfgs(objective: Objective, l1: Float64Array, start: Float64Array, options: SolverOptions): Solution {
  const { tolerance, maxIterations, visit } = options
  const m = objective.size
  const sparse = maxAbs(l1) > 0
  let at = Float64Array.from(start)
  let next = new Float64Array(m)
  let gradient = new Float64Array(m)
  let nextGradient = new Float64Array(m)
  const downhill = new Float64Array(m) // minus the pseudo-gradient
  const step = new Float64Array(m)
  const history = createHistory(m)
  let smooth = objective.gradient(at, gradient)

  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    steepest(at, gradient, l1, downhill)
    const ran = ranAway(objective, at, smooth, options)
    if (ran || maxAbs(downhill) <= tolerance) return { at, converged: !ran, iterations: iteration - 1 }
    visit(iteration)

    step.set(downhill)
    history.apply(step)
    if (sparse) for (let j = 0; j < m; j++) if (step[j] * downhill[j] <= 0) step[j] = 0
    const value = smooth + absolutePenalty(l1, at)
    let share = history.empty() ? 1 / Math.max(1, maxAbs(downhill)) : 1
    let nextSmooth = 0
    for (;;) {
      for (let j = 0; j < m; j++) {
        const moved = at[j] + share * step[j]
        const orthant = at[j] !== 0 ? at[j] : downhill[j]
        next[j] = l1[j] > 0 && moved * orthant <= 0 ? 0 : moved
      }
      nextSmooth = objective.gradient(next, nextGradient)
      let gain = 0
      for (let j = 0; j < m; j++) gain += downhill[j] * (next[j] - at[j])
      if (nextSmooth + absolutePenalty(l1, next) <= value - 1e-4 * gain + 1e-15 * Math.abs(value)) break
      share /= 2
      if (share < 1e-12) return { at, converged: false, iterations: iteration }
    }
    history.remember(at, next, gradient, nextGradient)
    ;[at, next] = [next, at]
    ;[gradient, nextGradient] = [nextGradient, gradient]
    smooth = nextSmooth
  }
  return { at, converged: false, iterations: maxIterations }
}

/** Minus the subgradient of least length: 0 where the absolute penalty holds a zero in its place. */
function steepest(at: Float64Array, gradient: Float64Array, l1: Float64Array, out: Float64Array): void {
  for (let j = 0; j < at.length; j++) {
    const g = gradient[j]
    if (at[j] > 0) out[j] = -(g + l1[j])
    else if (at[j] < 0) out[j] = -(g - l1[j])
    else if (g > l1[j]) out[j] = -(g - l1[j])
    else out[j] = g < -l1[j] ? -(g + l1[j]) : 0
  }
}

/** The last few moves and changes of gradient, and the inverse curvature that they imply. */
function createHistory(m: number) {
  const moves = new Float64Array(MEMORY * m)
  const changes = new Float64Array(MEMORY * m)
  const products = new Float64Array(MEMORY)
  const alphas = new Float64Array(MEMORY)
  let count = 0
  let scale = 1

  return {
    empty: () => count === 0,
    remember(at: Float64Array, next: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void {
      const slot = (count % MEMORY) * m
      for (let j = 0; j < m; j++) {
        moves[slot + j] = next[j] - at[j]
        changes[slot + j] = nextGradient[j] - gradient[j]
      }
      const product = dot(moves, slot, changes, slot, m)
      const size = dot(changes, slot, changes, slot, m)
      if (!(product > 1e-14 * size)) return
      products[count % MEMORY] = product
      scale = product / size
      count++
    },
    /** In place: the two-loop recursion. */
    apply(v: Float64Array): void {
      const oldest = Math.max(0, count - MEMORY)
      for (let k = count - 1; k >= oldest; k--) {
        const slot = k % MEMORY
        alphas[slot] = dot(moves, slot * m, v, 0, m) / products[slot]
        addScaled(-alphas[slot], changes, slot * m, v, 0, m)
      }
      if (count > 0) for (let j = 0; j < m; j++) v[j] *= scale
      for (let k = oldest; k < count; k++) {
        const slot = k % MEMORY
        addScaled(alphas[slot] - dot(changes, slot * m, v, 0, m) / products[slot], moves, slot * m, v, 0, m)
      }
    },
  }
}
