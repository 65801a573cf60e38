import { log, logSumExp } from '../../math/index.ts'
import type { Matrix } from '../../matrix.ts'
import { type Design, inUnits } from './design.ts'
import type { Solution } from './minimise.ts'
import type { MultinomialModel } from './model.ts'
import { multinomialObjective } from './multinomial-objective.ts'
import { type PresentClasses, presentClasses } from './present-classes.ts'
import { type LinearProblem, likelihoodProblem } from './problem.ts'
import { dot } from './vector.ts'

/**
 * k classes without order: minimise mean_i −log softmax(η_i)[y_i] + penalty over all k coefficient rows (the symmetric
 * form), η_c = Xw_c + b_c. Intercepts are not penalised and sum to 0 over the classes that have rows.
 *
 * A class without rows gets zero coefficients and an intercept so low that its probability is at most ½ / (n + 1) on
 * every training row.
 *
 * @throws LearnError `too_few_rows` when all rows are of one class
 */
export function multinomialProblem(design: Design, classes: readonly string[]): LinearProblem {
  const { sums, y, weights } = design
  const present = presentClasses(y, weights, classes)
  const k = present.classes.length
  const m = sums.X.cols
  const start = new Float64Array(k * m)
  const centre = present.shares.reduce((sum, share) => sum + log(share), 0) / k
  present.shares.forEach((share, c) => {
    start[c * m] = log(share) - centre
  })

  const model = (solution: Solution) => multinomialModel(design, present, classes, solution)
  const objectiveOf = multinomialObjective(sums, present.codes, weights, k)
  return likelihoodProblem(design, { free: 1, blocks: k, start, model }, (l2, l1) =>
    objectiveOf(
      l2,
      l1.every(by => by === 0),
    ),
  )
}

function multinomialModel(
  design: Design,
  present: PresentClasses,
  classes: readonly string[],
  { at, converged, iterations }: Solution,
): MultinomialModel {
  const { columns, means, sums } = design
  const k = present.classes.length
  const m = sums.X.cols
  const intercepts: number[] = new Array(classes.length).fill(log(present.absentShare) + lowestLogSum(sums.X, at, k))
  const coefficients: number[][] = classes.map(() => columns.map(() => 0))
  present.classes.forEach((c, p) => {
    const own = inUnits(design, at, p * m + 1)
    intercepts[c] = at[p * m] - own.shift
    coefficients[c] = own.coefficients
  })
  return { kind: 'linear', form: 'multinomial', columns, means: [...means], intercepts, coefficients, converged, iterations }
}

/** The least log Σ_c e^{η_c} over the rows. */
function lowestLogSum({ rows, cols: m, data }: Matrix, at: Float64Array, k: number): number {
  const scores = new Float64Array(k)
  let least = Infinity
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) scores[c] = dot(data, i * m, at, c * m, m)
    least = Math.min(least, logSumExp(scores))
  }
  return least
}
