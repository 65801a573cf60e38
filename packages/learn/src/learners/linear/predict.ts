import { LearnError } from '../../errors.ts'
import { bothSigmoids, sigmoid, softmaxInPlace } from '../../math/index.ts'
import { type Matrix, matrix } from '../../matrix.ts'
import type { CumulativeModel, LinearModel } from './model.ts'
import { dot } from './vector.ts'

/** [n, k] probabilities or [n, 1] values. */
export function predictLinear(model: LinearModel, X: Matrix): Matrix {
  switch (model.form) {
    case 'logistic': {
      const out = matrix(X.rows, 2)
      scoresOf(X, [model.coefficients]).data.forEach((eta, i) => {
        bothSigmoids(eta + model.intercept, out.data, 2 * i)
      })
      return out
    }
    case 'multinomial': {
      const k = model.intercepts.length
      const out = scoresOf(X, model.coefficients)
      for (let i = 0; i < X.rows; i++) {
        for (let c = 0; c < k; c++) out.data[i * k + c] += model.intercepts[c]
        softmaxInPlace(out.data, i * k, k)
      }
      return out
    }
    case 'cumulative':
      return predictCumulative(model, X)
    case 'least-squares': {
      const out = scoresOf(X, [model.coefficients])
      for (let i = 0; i < X.rows; i++) out.data[i] += model.intercept
      return out
    }
  }
}

/**
 * xw for each row of coefficients, [n, outputs], without intercepts.
 *
 * @throws LearnError `not_finite` where it overflows
 */
export function scoresOf(X: Matrix, coefficients: readonly (readonly number[])[]): Matrix {
  const k = coefficients.length
  const out = matrix(X.rows, k)
  coefficients.forEach((row, c) => {
    const w = Float64Array.from(row)
    for (let i = 0; i < X.rows; i++) out.data[i * k + c] = dot(X.data, i * X.cols, w, 0, X.cols)
  })
  if (out.data.every(Number.isFinite)) return out
  throw new LearnError(
    'not_finite',
    'A score of the linear model is too large for a number: a value lies far beyond those of training. Mend it, or put clip before this learner.',
  )
}

/** σ(a) − σ(b) = σ(a) σ(−b) − σ(b) σ(−a), each class from the side where both are small, so that tails keep their digits. */
function predictCumulative({ thresholds, coefficients }: CumulativeModel, X: Matrix): Matrix {
  const k = thresholds.length + 1
  const out = matrix(X.rows, k)
  scoresOf(X, [coefficients]).data.forEach((eta, i) => {
    let below = 0 // P(y < c)
    let above = 1 // P(y ≥ c)
    for (let c = 0; c < k; c++) {
      const upTo = c < k - 1 ? sigmoid(thresholds[c] - eta) : 1
      const beyond = c < k - 1 ? sigmoid(eta - thresholds[c]) : 0
      out.data[i * k + c] = Math.max(0, above < 0.5 ? above - beyond : upTo - below)
      below = upTo
      above = beyond
    }
  })
  return out
}
