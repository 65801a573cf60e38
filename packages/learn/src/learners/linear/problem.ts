import type { Design } from './design.ts'
import { minimise, type Solution, type SolverOptions } from './minimise.ts'
import type { LinearModel } from './model.ts'
import type { Objective } from './objective.ts'
import { type ScaledPenalty, spread } from './penalty.ts'

/** One kind of linear model over given rows, to be solved under any penalty and from any start. */
export interface LinearProblem {
  /** The parameters are `blocks` blocks of `free` unpenalised numbers and then d standardised coefficients. */
  readonly free: number
  readonly blocks: number
  /** [blocks · (free + d)] the optimum where every coefficient is 0. */
  readonly start: Float64Array
  /** The gradient of the mean loss at `start`, [blocks · (free + d)]. */
  slopes(): Float64Array
  solve(penalty: ScaledPenalty, options: SolverOptions, start: Float64Array): Solution
  model(solution: Solution): LinearModel
}

/** A problem whose loss is an objective, made anew for each squared penalty. */
export function likelihoodProblem(
  { sums, means }: Design,
  shape: Pick<LinearProblem, 'free' | 'blocks' | 'start' | 'model'>,
  objectiveOf: (l2: Float64Array, l1: Float64Array) => Objective,
): LinearProblem {
  const { free, blocks, start } = shape
  const whole = (penalty: Float64Array) => spread(penalty, free, blocks)
  return {
    ...shape,
    slopes() {
      const none = whole(new Float64Array(means.length))
      const out = new Float64Array(start.length)
      objectiveOf(none, none).gradient(start, out)
      return out
    },
    solve(penalty, options, from) {
      const l1 = whole(penalty.l1)
      return minimise(objectiveOf(whole(penalty.l2), l1), sums.X.rows, l1, from, options, penalty.signs && whole(penalty.signs))
    },
  }
}
