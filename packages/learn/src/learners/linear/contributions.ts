import type { Contributions } from '../../learner.ts'
import type { Matrix } from '../../matrix.ts'
import type { LinearModel } from './model.ts'

/**
 * values[i, o, j] = w_oj (x_ij − mean_j): what column j adds to the score of the training mean. Exact, and for a linear
 * score with independent columns the Shapley value.
 *
 * base[o] = the score at the mean, with the intercept; for a cumulative model without its thresholds: the latent score is xβ,
 * and P(class ≤ c) = sigmoid(thresholds[c] − score).
 */
export function linearContributions(model: LinearModel, { rows, cols: d, data }: Matrix): Contributions {
  const { scale, coefficients, intercepts } = shareOut(model)
  const { means, columns } = model
  const outputs = coefficients.length
  const base = Float64Array.from(coefficients, (w, o) => w.reduce((sum, wj, j) => sum + wj * means[j], intercepts[o]))
  const values = new Float64Array(rows * outputs * d)
  for (let i = 0; i < rows; i++) {
    for (let o = 0; o < outputs; o++) {
      for (let j = 0; j < d; j++) values[(i * outputs + o) * d + j] = coefficients[o][j] * (data[i * d + j] - means[j])
    }
  }
  const { thresholds } = model.form === 'cumulative' ? model : {}
  return { scale, columns, outputs, base, values, ...(thresholds && { thresholds }) }
}

function shareOut(model: LinearModel): {
  scale: Contributions['scale']
  coefficients: readonly (readonly number[])[]
  intercepts: readonly number[]
} {
  switch (model.form) {
    case 'logistic':
      return { scale: 'log-odds', coefficients: [model.coefficients], intercepts: [model.intercept] }
    case 'multinomial':
      return { scale: 'log-odds', coefficients: model.coefficients, intercepts: model.intercepts }
    case 'cumulative':
      return { scale: 'latent', coefficients: [model.coefficients], intercepts: [0] }
    case 'least-squares':
      return { scale: 'value', coefficients: [model.coefficients], intercepts: [model.intercept] }
  }
}
