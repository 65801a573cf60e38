import { LearnError } from './errors.ts'

interface ColumnName {
  readonly name: string
  /** The input column this one was made from; a one-hot column `COURSE=3` says `COURSE`. Reasons are summed by it. */
  readonly source: string
}

/** Numbers; missing is NaN. */
export interface NumericColumn extends ColumnName {
  readonly kind: 'numeric'
  readonly values: Float64Array
}

/** Codes 0 … levels.length − 1 into `levels`; missing is −1. `ordered` says that the order of the levels has a meaning. */
export interface CategoricalColumn extends ColumnName {
  readonly kind: 'categorical'
  readonly codes: Int32Array
  readonly levels: readonly string[]
  readonly ordered: boolean
}

export type Column = NumericColumn | CategoricalColumn

/** Named columns of one length. The order of columns is part of the table. */
export interface Table {
  readonly rows: number
  readonly columns: readonly Column[]
}

/** @example numericColumn('age', [19, NaN]) // { kind: 'numeric', name: 'age', source: 'age', values: [19, NaN] } */
export function numericColumn(name: string, values: ArrayLike<number>, source = name): NumericColumn {
  return { kind: 'numeric', name, source, values: Float64Array.from(values) }
}

/** @throws LearnError `bad_param` when a code is neither −1 nor a position in `levels`. */
export function categoricalColumn(
  name: string,
  codes: ArrayLike<number>,
  levels: readonly string[],
  { ordered = false, source = name }: { ordered?: boolean; source?: string } = {},
): CategoricalColumn {
  for (let i = 0; i < codes.length; i++) {
    if (Number.isInteger(codes[i]) && codes[i] >= -1 && codes[i] < levels.length) continue
    throw new LearnError('bad_param', `${name}[${i}] is ${codes[i]}, but codes run from 0 to ${levels.length - 1} (−1 is missing).`)
  }
  return { kind: 'categorical', name, source, codes: Int32Array.from(codes), levels, ordered }
}

/** @throws LearnError `shape_mismatch` (columns of different lengths), `bad_param` (a name twice). */
export function table(columns: readonly Column[], rows = columns.length > 0 ? lengthOf(columns[0]) : 0): Table {
  const names = new Set<string>()
  for (const column of columns) {
    if (lengthOf(column) !== rows) {
      throw new LearnError('shape_mismatch', `Column ${column.name} has ${lengthOf(column)} rows, expected ${rows} as in the first column.`)
    }
    if (names.has(column.name)) throw new LearnError('bad_param', `Two columns are called ${column.name}. Rename one.`)
    names.add(column.name)
  }
  return { rows, columns }
}

/** @throws LearnError `unknown_column` */
export function columnOf({ columns }: Table, name: string): Column {
  const column = columns.find(c => c.name === name)
  if (column) return column
  throw new LearnError('unknown_column', `There is no column ${name}. The table has: ${columns.map(c => c.name).join(', ')}.`)
}

/** The given rows, in the given order; a row may come several times. Copies. */
export function takeRows({ columns }: Table, rows: ArrayLike<number>): Table {
  return { rows: rows.length, columns: columns.map(column => takeColumn(column, rows)) }
}

/** The named columns, in the given order. Shares memory with the input. */
export function selectColumns(from: Table, names: readonly string[]): Table {
  const byName = new Map(from.columns.map(column => [column.name, column]))
  return { rows: from.rows, columns: names.map(name => byName.get(name) ?? columnOf(from, name)) }
}

export function lengthOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

function takeColumn(column: Column, rows: ArrayLike<number>): Column {
  const n = rows.length
  if (column.kind === 'numeric') {
    const values = new Float64Array(n)
    for (let i = 0; i < n; i++) values[i] = column.values[rows[i]]
    return { ...column, values }
  }
  const codes = new Int32Array(n)
  for (let i = 0; i < n; i++) codes[i] = column.codes[rows[i]]
  return { ...column, codes }
}
