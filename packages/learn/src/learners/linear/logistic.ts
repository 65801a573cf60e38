import { LearnError } from '../../errors.ts'
import { log } from '../../math/index.ts'
import { type Design, inUnits } from './design.ts'
import { atNewPoints } from './last-point.ts'
import { logisticRows } from './logistic-rows.ts'
import type { Solution } from './minimise.ts'
import type { LogisticModel } from './model.ts'
import { type Objective, separatedBelow, squaredPenalty } from './objective.ts'
import { type LinearProblem, likelihoodProblem } from './problem.ts'
import type { RowSums } from './row-sums.ts'
import { dot } from './vector.ts'

/**
 * Two classes: minimise mean_i log(1 + e^{η_i}) − y_i η_i + penalty, η = Xw + b, b not penalised.
 *
 * @throws LearnError `too_few_rows` when all rows are of one class
 */
export function logisticProblem(design: Design): LinearProblem {
  const { sums, y, weights } = design
  const share = y.reduce((sum, yi, i) => sum + weights[i] * yi, 0)
  if (!y.includes(0) || !y.includes(1)) {
    throw new LearnError(
      'too_few_rows',
      `All ${y.length} rows are of class ${y[0]}, and a classifier needs rows of both. Use fewer folds or a larger training part.`,
    )
  }
  const start = new Float64Array(sums.X.cols)
  start[0] = log(share / (1 - share))
  const model = (solution: Solution) => logisticModel(design, solution)
  return likelihoodProblem(design, { free: 1, blocks: 1, start, model }, logisticObjective(sums, y, weights))
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

/** Of rows whose first number is 1, given the squared penalty. */
export function logisticObjective(sums: RowSums, y: Float64Array, weights: Float64Array): (l2: Float64Array) => Objective {
  const { rows: n, cols: m } = sums.X
  const { block, calls } = sums
  const target = sums.array(n)
  const shares = sums.array(n)
  const bend = sums.array(n)
  const eta = sums.array(block)
  const pull = sums.array(block)
  const point = sums.array(m)
  const slope = sums.array(m)
  target.set(y)
  shares.set(weights)

  const look = atNewPoints(point, (l2: Float64Array) => {
    let sum = squaredPenalty(l2, point)
    for (let j = 0; j < m; j++) slope[j] = l2[j] * point[j]
    for (let from = 0; from < n; from += block) {
      const to = Math.min(n, from + block)
      const scores = eta.subarray(0, to - from)
      const pulls = pull.subarray(0, to - from)
      sums.dots(point, from, scores)
      sum = logisticRows(calls, scores, target.subarray(from, to), shares.subarray(from, to), pulls, bend.subarray(from, to), sum)
      sums.addRows(pulls, from, slope)
    }
    return sum
  })

  return l2 => ({
    size: m,
    separatedBelow: separatedBelow(weights),
    value: at => look(at, l2),
    gradient(at, out) {
      const value = look(at, l2)
      out.set(slope)
      return value
    },
    hessian(at, out) {
      look(at, l2)
      out.set(sums.gram(bend))
      for (let j = 0; j < m; j++) out[j * m + j] += l2[j]
    },
    reach(at) {
      let most = 0
      for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(dot(sums.X.data, i * m, at, 0, m)))
      return most
    },
  })
}
