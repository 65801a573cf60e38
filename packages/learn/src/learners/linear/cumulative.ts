import { logit } from '../../math/index.ts'
import { allThresholds } from './all-thresholds.ts'
import { cumulativeObjective } from './cumulative-objective.ts'
import { type Design, inUnits } from './design.ts'
import type { Solution } from './minimise.ts'
import type { CumulativeModel } from './model.ts'
import { type PresentClasses, presentClasses } from './present-classes.ts'
import { type LinearProblem, likelihoodProblem } from './problem.ts'
import { dot } from './vector.ts'

/**
 * Ordered classes, proportional odds: P(y ≤ c) = sigmoid(θ_c − xβ), θ strictly rising. Minimises the mean of −log P(y_i)
 * plus the penalty on β; thresholds are not penalised.
 *
 * A class without rows keeps a column, with thresholds from `allThresholds`.
 *
 * Source: McCullagh (1980), J. R. Stat. Soc. B 42(2).
 *
 * @throws LearnError `too_few_rows` when all rows are of one class
 */
export function cumulativeProblem(design: Design, classes: readonly string[]): LinearProblem {
  const { sums, y, weights } = design
  const present = presentClasses(y, weights, classes)
  const cuts = present.classes.length - 1
  const start = new Float64Array(cuts + sums.X.cols)
  let below = 0
  for (let c = 0; c < cuts; c++) {
    below += present.shares[c]
    start[c] = logit(Math.min(below, 1 - 1e-12))
  }
  const model = (solution: Solution) => cumulativeModel(design, present, classes.length, solution)
  return likelihoodProblem(design, { free: cuts, blocks: 1, start, model }, cumulativeObjective(sums, present.codes, weights, cuts))
}

function cumulativeModel(design: Design, present: PresentClasses, k: number, { at, converged, iterations }: Solution): CumulativeModel {
  const { columns, means } = design
  const cuts = present.classes.length - 1
  const { coefficients, shift } = inUnits(design, at, cuts)
  const thresholds = allThresholds(present, k, at, scoreRange(design, at, cuts)).map(t => t + shift)
  return { kind: 'linear', form: 'cumulative', columns, means: [...means], thresholds, coefficients, converged, iterations }
}

/** The lowest and the highest centred score of the training rows. */
function scoreRange({ sums: { X } }: Design, at: Float64Array, cuts: number): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  const beta = at.subarray(cuts)
  for (let i = 0; i < X.rows; i++) {
    const eta = dot(X.data, i * X.cols, beta, 0, X.cols)
    low = Math.min(low, eta)
    high = Math.max(high, eta)
  }
  return [low, high]
}
