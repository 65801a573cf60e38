import { LearnError } from './errors.ts'
import type { Column, Table } from './table.ts'

/** Numbers in row-major order: cell (i, j) is data[i * cols + j]. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float64Array
}

/** @example matrix(2, 2, [1, 2, 3, 4]) // rows [1, 2] and [3, 4] */
export function matrix(rows: number, cols: number, data: ArrayLike<number> = new Float64Array(rows * cols)): Matrix {
  if (data.length !== rows * cols) {
    throw new LearnError('shape_mismatch', `A ${rows} × ${cols} matrix needs ${rows * cols} numbers, got ${data.length}.`)
  }
  return { rows, cols, data: data instanceof Float64Array ? data : Float64Array.from(data) }
}

/**
 * A table of finite numeric columns as [n, d], columns in table order. The door of every learner that takes neither
 * categories nor missing values.
 *
 * @throws LearnError `wrong_column_kind` (a categorical column), `not_finite` (NaN or ±Infinity), each with the step that mends it
 */
export function toMatrix({ rows, columns }: Table): Matrix {
  const cols = columns.length
  const data = new Float64Array(rows * cols)
  columns.forEach((column, j) => {
    const values = finiteValues(column)
    for (let i = 0; i < rows; i++) data[i * cols + j] = values[i]
  })
  return { rows, cols, data }
}

/**
 * The numbers of a numeric column, all of which are finite. Shares memory with it.
 *
 * @throws LearnError as `toMatrix`
 */
export function finiteValues(column: Column): Float64Array {
  if (column.kind !== 'numeric') {
    throw new LearnError(
      'wrong_column_kind',
      `Column ${column.name} is categorical. Put oneHot or ordinalCodes in the recipe before this learner.`,
    )
  }
  const { values } = column
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new LearnError(
        'not_finite',
        `Column ${column.name} holds ${values[i]} in row ${i}. Put impute in the recipe before this learner.`,
      )
    }
  }
  return values
}

/** The given rows, in the given order. Copies. */
export function takeMatrixRows({ cols, data }: Matrix, rows: ArrayLike<number>): Matrix {
  const out = new Float64Array(rows.length * cols)
  for (let i = 0; i < rows.length; i++) out.set(data.subarray(rows[i] * cols, (rows[i] + 1) * cols), i * cols)
  return { rows: rows.length, cols, data: out }
}
