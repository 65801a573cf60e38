import { LearnError } from '../../errors.ts'
import { log, sigmoid, softplus } from '../../math/index.ts'
import type { Matrix } from '../../matrix.ts'
import { type Design, inUnits, withOnes } from './design.ts'
import { weightedGram } from './gram.ts'
import type { Solution } from './minimise.ts'
import type { LogisticModel } from './model.ts'
import { type Objective, separatedBelow, squaredPenalty } from './objective.ts'
import { type LinearProblem, likelihoodProblem } from './problem.ts'
import { addScaled, dot } from './vector.ts'

/**
 * Two classes: minimise mean_i log(1 + e^{η_i}) − y_i η_i + penalty, η = Xw + b, b not penalised.
 *
 * @throws LearnError `too_few_rows` when all rows are of one class
 */
export function logisticProblem(design: Design): LinearProblem {
  const { X, y, weights } = design
  const share = y.reduce((sum, yi, i) => sum + weights[i] * yi, 0)
  if (!y.includes(0) || !y.includes(1)) {
    throw new LearnError(
      'too_few_rows',
      `All ${y.length} rows are of class ${y[0]}, and a classifier needs rows of both. Use fewer folds or a larger training part.`,
    )
  }
  const start = new Float64Array(1 + X.cols)
  start[0] = log(share / (1 - share))
  const ones = withOnes(X)
  const model = (solution: Solution) => logisticModel(design, solution)
  return likelihoodProblem(design, { free: 1, blocks: 1, start, model }, l2 => logisticObjective(ones, y, weights, l2))
}

function logisticModel(design: Design, { at, converged, iterations }: Solution): LogisticModel {
  const { coefficients, shift } = inUnits(design, at, 1)
  const { columns, means } = design
  return {
    kind: 'linear',
    form: 'logistic',
    columns,
    means: [...means],
    intercept: at[0] - shift,
    coefficients,
    converged,
    iterations,
  }
}

/** @param X [n, m] its first column is 1 */
export function logisticObjective(X: Matrix, y: Float64Array, weights: Float64Array, l2: Float64Array): Objective {
  const { rows: n, cols: m, data } = X
  const curvature = new Float64Array(n)
  const score = (at: Float64Array, i: number) => dot(data, i * m, at, 0, m)
  const loss = (eta: number, i: number) => weights[i] * (y[i] === 1 ? softplus(-eta) : softplus(eta))

  return {
    size: m,
    separatedBelow: separatedBelow(weights),
    value(at) {
      let sum = squaredPenalty(l2, at)
      for (let i = 0; i < n; i++) sum += loss(score(at, i), i)
      return sum
    },
    gradient(at, out) {
      let sum = squaredPenalty(l2, at)
      for (let j = 0; j < m; j++) out[j] = l2[j] * at[j]
      for (let i = 0; i < n; i++) {
        const eta = score(at, i)
        sum += loss(eta, i)
        addScaled(weights[i] * (y[i] === 1 ? -sigmoid(-eta) : sigmoid(eta)), data, i * m, out, 0, m)
      }
      return sum
    },
    hessian(at, out) {
      for (let i = 0; i < n; i++) {
        const eta = score(at, i)
        curvature[i] = weights[i] * sigmoid(eta) * sigmoid(-eta)
      }
      weightedGram(X, curvature, out)
      for (let j = 0; j < m; j++) out[j * m + j] += l2[j]
    },
    reach(at) {
      let most = 0
      for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(score(at, i)))
      return most
    },
  }
}
