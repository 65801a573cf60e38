import { lbfgs } from './lbfgs.ts'
import { newton } from './newton.ts'
import type { Objective } from './objective.ts'
import { maxAbs } from './vector.ts'

/** When to stop, and whom to tell. */
export interface SolverOptions {
  /** Roughly the error allowed in a standardised coefficient. */
  readonly tolerance: number
  readonly maxIterations: number
  /** No penalty: watch for classes that the columns separate, where the optimum lies at infinity. */
  readonly unpenalised: boolean
  /** Called before every iteration; throws to stop. */
  readonly visit: (iteration: number) => void
}

export interface Solution {
  readonly at: Float64Array
  readonly converged: boolean
  readonly iterations: number
}

/**
 * Minimise objective(x) + Σ_j l1_j |x_j| from `start`, by whichever solver needs fewer operations:
 * Newton (about 8 rounds of second derivatives and one triangular factor each) or L-BFGS (about 150 gradients). With an
 * absolute penalty Newton also where it costs more: the orthant-wise L-BFGS is slow on columns that are hardly penalised.
 * Bound signs (signs_j x_j ≥ 0) are Newton's alone.
 */
export function minimise(
  objective: Objective,
  rows: number,
  l1: Float64Array,
  start: Float64Array,
  options: SolverOptions,
  signs?: Float64Array,
): Solution {
  if (signs) return newton(objective, l1, start, options, signs)
  const m = objective.size
  const newtonWork = 8 * ((rows * m * m) / 2 + (m * m * m) / 3)
  const lbfgsWork = 150 * (4 * rows * m + 40 * m)
  const small = maxAbs(l1) > 0 ? 250 : 80
  return newtonWork <= lbfgsWork || m <= small ? newton(objective, l1, start, options) : lbfgs(objective, l1, start, options)
}

/** No penalty holds the coefficients, and the data do not either: a log-odds of 30 is a probability within 1e-13 of 0 or 1. */
export function ranAway(objective: Objective, at: Float64Array, value: number, { unpenalised }: SolverOptions): boolean {
  return unpenalised && (value < objective.separatedBelow || objective.reach(at) > 30)
}
