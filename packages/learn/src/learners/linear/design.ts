import { LearnError } from '../../errors.ts'
import { type Matrix, matrix, toMatrix } from '../../matrix.ts'
import type { TrainingPart } from '../../sample.ts'

/** The training rows as the solvers want them: columns centred and scaled, weights that sum to 1. */
export interface Design {
  readonly X: Matrix // [n, d] (x − mean) / scale
  readonly y: Float64Array // [n]
  readonly weights: Float64Array // [n] they sum to 1
  readonly columns: readonly string[] // [d]
  readonly means: Float64Array // [d] weighted
  readonly scales: Float64Array // [d] √(weighted variance + 4 ridge factor); 1 for a constant column, which is all 0 in X
}

/**
 * @param ridge the squared penalty on coefficients in the table's units. It is part of the scale, so that every coefficient
 * bends the objective about alike (the logistic loss by at most ¼ of the variance), and a column of tiny numbers under a
 * penalty does not slow L-BFGS down.
 * @param factors [d] what multiplies the penalty of each column; absent: all 1
 * @throws LearnError `too_few_rows`; `wrong_column_kind` and `not_finite` as `toMatrix`
 */
export function designOf({ table, y, weights: given }: TrainingPart, ridge = 0, factors?: Float64Array): Design {
  const { rows: n, cols: d, data } = toMatrix(table)
  if (n === 0) throw new LearnError('too_few_rows', 'There is no row to learn from. Give the learner a training part with rows.')
  let total = 0
  for (let i = 0; i < n; i++) total += given?.[i] ?? 1
  const weights = Float64Array.from({ length: n }, (_, i) => (given?.[i] ?? 1) / total)

  const means = new Float64Array(d)
  const scales = new Float64Array(d)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) means[j] += weights[i] * data[i * d + j]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const off = data[i * d + j] - means[j]
      data[i * d + j] = off
      scales[j] += weights[i] * off * off
    }
  }
  for (let j = 0; j < d; j++) {
    if (!(scales[j] < Infinity)) {
      throw new LearnError(
        'not_finite',
        `Column ${table.columns[j].name} holds numbers too large to square. Divide it before this learner.`,
      )
    }
    const constant = Math.sqrt(scales[j]) <= 1e-12 * Math.abs(means[j])
    scales[j] = constant ? 1 : Math.sqrt(scales[j] + 4 * ridge * (factors?.[j] ?? 1))
    for (let i = 0; i < n; i++) data[i * d + j] = constant ? 0 : data[i * d + j] / scales[j]
  }
  return { X: { rows: n, cols: d, data }, y, weights, columns: table.columns.map(c => c.name), means, scales }
}

/** [n, 1 + d]: a column of ones before the others, for the intercept. */
export function withOnes({ rows, cols, data }: Matrix): Matrix {
  const out = matrix(rows, cols + 1)
  for (let i = 0; i < rows; i++) {
    out.data[i * (cols + 1)] = 1
    out.data.set(data.subarray(i * cols, (i + 1) * cols), i * (cols + 1) + 1)
  }
  return out
}

/** Coefficients in the units of the table, and what centring moved: score = at[from …]·X = coefficients·x − shift. */
export function inUnits({ means, scales }: Design, at: Float64Array, from: number): { coefficients: number[]; shift: number } {
  const coefficients: number[] = []
  let shift = 0
  for (let j = 0; j < means.length; j++) {
    const w = at[from + j] / scales[j]
    coefficients.push(w)
    shift += w * means[j]
  }
  return { coefficients, shift }
}
