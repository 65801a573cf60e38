import { LearnError } from '../../errors.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { finiteValues } from '../../matrix.ts'
import type { TrainingPart } from '../../sample.ts'
import { createRowSums, type RowSums } from './row-sums.ts'

/** The training rows as the solvers want them: columns centred and scaled, weights that sum to 1. */
export interface Design {
  readonly sums: RowSums // of [n, d] (x − mean) / scale, or [n, 1 + d] with ones first
  readonly y: Float64Array // [n]
  readonly weights: Float64Array // [n] they sum to 1
  readonly columns: readonly string[] // [d]
  readonly means: Float64Array // [d] weighted
  readonly scales: Float64Array // [d] √(weighted variance + 4 ridge factor); 1 for a constant column, which is all 0 in X
}

export interface DesignOptions {
  /** Begin every row with 1, for the intercept. */
  readonly ones: boolean
  /**
   * The squared penalty on coefficients in the table's units. It is part of the scale, so that every coefficient bends the
   * objective about alike (the logistic loss by at most ¼ of the variance), and a column of tiny numbers under a penalty does not
   * slow L-BFGS down.
   */
  readonly ridge: number
  /** [d] what multiplies the penalty of each column; absent: all 1 */
  readonly factors?: Float64Array | undefined
}

/** Numbers of the rows that are written at a time, column by column: they stay in a near cache. */
const BLOCK = 32_768

/**
 * @param workspace with room for `bytesOfProblem`
 * @throws LearnError `too_few_rows`; `wrong_column_kind` and `not_finite` as `toMatrix`
 */
export function designOf(
  { table, y, weights: given }: TrainingPart,
  workspace: Workspace,
  { ones, ridge, factors }: DesignOptions,
): Design {
  const { rows: n, columns } = table
  const weights = sharesOf(n, given)
  const values: Float64Array[] = []
  const means = new Float64Array(columns.length)
  columns.forEach((column, j) => {
    if (column.kind === 'numeric') means[j] = meanOf(column.values, weights)
    values.push(column.kind === 'numeric' && means[j] - means[j] === 0 ? column.values : finiteValues(column))
  })
  if (n === 0) throw new LearnError('too_few_rows', 'There is no row to learn from. Give the learner a training part with rows.')
  const variances = values.map((column, j) => varianceOf(column, weights, means[j]))
  variances.forEach((variance, j) => {
    if (variance < Infinity) return
    throw new LearnError('not_finite', `Column ${columns[j].name} holds numbers too large to square. Divide it before this learner.`)
  })
  const constant = variances.map((variance, j) => Math.sqrt(variance) <= 1e-12 * Math.abs(means[j]))
  const scales = Float64Array.from(variances, (variance, j) => (constant[j] ? 1 : Math.sqrt(variance + 4 * ridge * (factors?.[j] ?? 1))))

  const first = ones ? 1 : 0
  const m = first + columns.length
  const sums = createRowSums(workspace, n, m)
  const { data } = sums.X
  const block = Math.max(16, Math.floor(BLOCK / Math.max(1, m)))
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block)
    if (ones) for (let i = from; i < to; i++) data[i * m] = 1
    for (let j = 0; j < columns.length; j++) {
      if (constant[j]) for (let i = from; i < to; i++) data[i * m + first + j] = 0
      else writeScaled(values[j], from, to, means[j], scales[j], data, first + j, m)
    }
  }
  return { sums, y, weights, columns: columns.map(c => c.name), means, scales }
}

/** data[i · m + at] = (values[i] − mean) / scale */
function writeScaled(
  values: Float64Array,
  from: number,
  to: number,
  mean: number,
  scale: number,
  data: Float64Array,
  at: number,
  m: number,
): void {
  for (let i = from, p = from * m + at; i < to; i++, p += m) data[p] = (values[i] - mean) / scale
}

/** Of all weights; each is 1 where none are given. */
function sharesOf(n: number, given?: Float64Array): Float64Array {
  const shares = given ? Float64Array.from(given) : new Float64Array(n).fill(1)
  let total = 0
  for (let i = 0; i < n; i++) total += shares[i]
  for (let i = 0; i < n; i++) shares[i] /= total
  return shares
}

function meanOf(values: Float64Array, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += weights[i] * values[i]
  return sum
}

function varianceOf(values: Float64Array, weights: Float64Array, mean: number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const off = values[i] - mean
    sum += weights[i] * off * off
  }
  return sum
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
