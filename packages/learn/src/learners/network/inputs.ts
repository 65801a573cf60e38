import { LearnError } from '../../errors.ts'
import { type Matrix, toMatrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import type { NetworkModel } from './model.ts'

/** A standardised input further out than this counts as this: what no training row showed must not run away. */
export const FURTHEST = 10

/**
 * Weighted means and 1 / standard deviations of the columns, in table order.
 *
 * @throws LearnError `wrong_column_kind` and `not_finite` as `toMatrix`; `not_finite` also where squares overflow
 */
export function scalesOf(table: Table, weights: Float64Array): { means: number[]; factors: number[] } {
  const { rows: n, cols: d, data } = toMatrix(table)
  const column = new Float64Array(n)
  const means: number[] = []
  const factors: number[] = []
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) column[i] = data[i * d + j]
    const { mean, sd } = spreadOf(table.columns[j].name, column, weights)
    means.push(mean)
    factors.push(sd === 0 ? 0 : 1 / sd)
  }
  return { means, factors }
}

/**
 * Weighted mean and standard deviation; 0 where rounding alone is left of it.
 *
 * @throws LearnError `not_finite` where squares overflow
 */
export function spreadOf(name: string, values: Float64Array, weights: Float64Array): { mean: number; sd: number } {
  let total = 0
  let mean = 0
  for (let i = 0; i < values.length; i++) total += weights[i]
  for (let i = 0; i < values.length; i++) mean += (weights[i] / total) * values[i]
  let square = 0
  for (let i = 0; i < values.length; i++) square += (weights[i] / total) * (values[i] - mean) * (values[i] - mean)
  if (!(square < Infinity)) throw new LearnError('not_finite', `${name} holds numbers too large to square. Divide it before this learner.`)
  const sd = Math.sqrt(square)
  return { mean, sd: sd <= 1e-12 * Math.abs(mean) || !(1 / sd < Infinity) ? 0 : sd }
}

/** What the network sees: (x − mean) · factor in [−10, 10], [n, d], columns in the order of their names. */
export function inputsOf({ columns, means, factors }: Pick<NetworkModel, 'columns' | 'means' | 'factors'>, table: Table): Matrix {
  const { rows, cols: d, data } = toMatrix(table)
  const order = byName(columns)
  const out = new Float64Array(rows * d)
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < d; p++) {
      const j = order[p]
      const z = (data[i * d + j] - means[j]) * factors[j]
      out[i * d + p] = Math.max(-FURTHEST, Math.min(FURTHEST, z))
    }
  }
  return { rows, cols: d, data: out }
}

/** Positions of the columns in the plain order of their names. */
export function byName(columns: readonly string[]): number[] {
  return columns.map((_, j) => j).sort((a, b) => (columns[a] < columns[b] ? -1 : 1))
}
