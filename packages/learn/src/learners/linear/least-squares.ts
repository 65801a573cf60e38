import { solveSymmetric } from './cholesky.ts'
import { descend, mirror } from './coordinate-descent.ts'
import { type Design, inUnits } from './design.ts'
import { weightedGram } from './gram.ts'
import type { SolverOptions } from './minimise.ts'
import type { LeastSquaresModel } from './model.ts'
import type { ScaledPenalty } from './penalty.ts'
import { addScaled, maxAbs } from './vector.ts'

/**
 * Values: minimise mean_i (y_i − η_i)² / 2 + penalty, η = Xw + b, b not penalised. Closed form without an absolute
 * penalty; with one, coordinate descent on XᵀX. Columns that hang on each other share a coefficient when lambda is 0.
 */
export function fitLeastSquares(design: Design, penalty: ScaledPenalty, { tolerance, visit }: SolverOptions): LeastSquaresModel {
  const { X, y, weights, columns, means } = design
  const { rows: n, cols: d, data } = X
  visit(1)
  const mean = y.reduce((sum, yi, i) => sum + weights[i] * yi, 0)
  const gram = new Float64Array(d * d)
  weightedGram(X, weights, gram)
  for (let j = 0; j < d; j++) gram[j * d + j] += penalty.l2[j]
  const against = new Float64Array(d)
  for (let i = 0; i < n; i++) addScaled(weights[i] * (y[i] - mean), data, i * d, against, 0, d)

  const at = new Float64Array(d)
  if (maxAbs(penalty.l1) === 0) {
    at.set(against)
    solveSymmetric(gram, at, new Float64Array(d * d))
  } else {
    mirror(gram, d)
    const size = Math.max(maxAbs(against), Number.MIN_VALUE)
    descend(
      gram,
      against.map(v => -v),
      penalty.l1,
      new Float64Array(d),
      at,
      (tolerance / 10) * size,
    )
  }
  const { coefficients, shift } = inUnits(design, at, 0)
  return {
    kind: 'linear',
    form: 'least-squares',
    columns,
    means: [...means],
    intercept: mean - shift,
    coefficients,
    converged: true,
    iterations: 1,
  }
}
