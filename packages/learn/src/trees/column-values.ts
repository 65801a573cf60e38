import { checkColumns } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Column, Table } from '../table.ts'

/** A column as the model remembers it. */
export type TreeColumn =
  | { readonly kind: 'numeric'; readonly name: string }
  | { readonly kind: 'categorical'; readonly name: string; readonly levels: readonly string[]; readonly ordered: boolean }

export function describeColumn(column: Column): TreeColumn {
  const { name } = column
  if (column.kind === 'numeric') return { kind: 'numeric', name }
  return { kind: 'categorical', name, levels: column.levels, ordered: column.ordered }
}

/**
 * The table as [d] arrays of [n] numbers, NaN where missing; a category is its code. A code that the fit did not list
 * (the recipe's "(unseen)") is missing too. Numeric columns share memory with the table.
 *
 * @throws LearnError `shape_mismatch` (other columns), `wrong_column_kind` (another kind or other levels), `not_finite` (±Infinity)
 */
export function columnValues(table: Table, columns: readonly TreeColumn[]): Float64Array[] {
  checkColumns(
    columns.map(c => c.name),
    table,
  )
  return table.columns.map((column, j) => valuesOf(column, columns[j]))
}

/**
 * `columnValues` of a table of one row whose cells are written anew before each call: [d] values, in the same array every time.
 *
 * @throws LearnError as `columnValues`, at once or at a later call
 */
export function rowReader(row: Table, columns: readonly TreeColumn[]): () => Float64Array {
  columnValues(row, columns)
  const cells = row.columns.map(column => (column.kind === 'numeric' ? column.values : column.codes))
  const codes = Int32Array.from(columns, column => (column.kind === 'numeric' ? -1 : column.levels.length)) // −1: numbers
  const values = new Float64Array(columns.length)
  return () => {
    for (let j = 0; j < values.length; j++) {
      const cell = cells[j][0]
      if (codes[j] >= 0) values[j] = cell >= 0 && cell < codes[j] ? cell : NaN
      else if (cell === Infinity || cell === -Infinity)
        columnValues(row, columns) // says what is wrong
      else values[j] = cell
    }
    return values
  }
}

/** [d] which columns are split by sets of levels. */
export function setColumns(columns: readonly TreeColumn[]): boolean[] {
  return columns.map(column => column.kind === 'categorical' && !column.ordered)
}

function valuesOf(column: Column, fitted: TreeColumn): Float64Array {
  if (column.kind === 'numeric' && fitted.kind === 'numeric') {
    const bad = firstInfinite(column.values)
    if (bad < 0) return column.values
    throw new LearnError(
      'not_finite',
      `Column ${column.name} holds ${column.values[bad]} in row ${bad}, expected a number or NaN for missing. Mend the value or make it NaN.`,
    )
  }
  if (column.kind === 'categorical' && fitted.kind === 'categorical' && fitted.levels.every((level, c) => level === column.levels[c])) {
    return Float64Array.from(column.codes, c => (c >= 0 && c < fitted.levels.length ? c : NaN))
  }
  throw new LearnError(
    'wrong_column_kind',
    `Column ${column.name} was ${fitted.kind} when the model was fitted, and now is ${column.kind} or lists other levels. Run the fitted recipe's own steps first.`,
  )
}

function firstInfinite(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (values[i] === Infinity || values[i] === -Infinity) return i
  return -1
}
