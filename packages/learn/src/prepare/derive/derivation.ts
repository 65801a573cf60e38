import { LearnError } from '../../errors.ts'
import { type Column, columnOf, selectColumns, type Table } from '../../table.ts'

/** One column made from others, as data. `name` is the column's name and its source. */
export type Derivation =
  | { readonly kind: 'share'; readonly name: string; readonly part: string; readonly whole: string }
  | { readonly kind: 'total'; readonly name: string; readonly measure: string; readonly columns: readonly string[] }
  | { readonly kind: 'change'; readonly name: string; readonly measure: string; readonly from: string; readonly to: string }
  | Relative

interface Relative {
  readonly kind: 'relative'
  readonly name: string
  readonly column: string
  readonly by: string
  readonly means: readonly number[] // by code of `by`
  readonly overall: number // for codes beyond, and where the category is missing
}

/** The columns it is made from. */
export function inputsOf(derivation: Derivation): readonly string[] {
  switch (derivation.kind) {
    case 'share':
      return [derivation.part, derivation.whole]
    case 'total':
      return derivation.columns
    case 'change':
      return [derivation.from, derivation.to]
    case 'relative':
      return [derivation.column, derivation.by]
    default:
      return derivation satisfies never
  }
}

/**
 * Its value in every row, [n]:
 *
 *   share      part / whole; NaN where the whole is 0 or either is missing
 *   total      the sum of what is known; NaN where nothing is
 *   change     to − from; NaN where either is missing
 *   relative   column − the mean of the row's category in the training part; NaN where the column is missing
 *
 * @throws LearnError `unknown_column`, `wrong_column_kind`
 */
export function derivedValues(derivation: Derivation, table: Table): Float64Array {
  switch (derivation.kind) {
    case 'share': {
      const whole = numbersIn(table, derivation.whole)
      return numbersIn(table, derivation.part).map((part, i) => (whole[i] === 0 ? NaN : part / whole[i]))
    }
    case 'total':
      return total(selectColumns(table, derivation.columns).columns.map(numbersOf))
    case 'change': {
      const from = numbersIn(table, derivation.from)
      return numbersIn(table, derivation.to).map((to, i) => to - from[i])
    }
    case 'relative':
      return relative(derivation, table)
    default:
      return derivation satisfies never
  }
}

/** @throws LearnError `unknown_column`, `wrong_column_kind` */
export function numbersIn(table: Table, name: string): Float64Array {
  return numbersOf(columnOf(table, name))
}

/** @throws LearnError `unknown_column`, `wrong_column_kind` */
export function codesIn(table: Table, name: string): Int32Array {
  const column = columnOf(table, name)
  if (column.kind === 'categorical') return column.codes
  throw new LearnError('wrong_column_kind', `derive compares rows of one category, but column ${name} is numeric. Name a category.`)
}

function numbersOf(column: Column): Float64Array {
  if (column.kind === 'numeric') return column.values
  throw new LearnError('wrong_column_kind', `derive computes with numbers, but column ${column.name} is categorical. Leave it out.`)
}

function total(columns: readonly Float64Array[]): Float64Array {
  return columns[0].map((_, i) => {
    const known = columns.map(values => values[i]).filter(v => !Number.isNaN(v))
    return known.length > 0 ? known.reduce((sum, v) => sum + v, 0) : NaN
  })
}

function relative({ column, by, means, overall }: Relative, table: Table): Float64Array {
  const codes = codesIn(table, by)
  return numbersIn(table, column).map((value, i) => value - (means[codes[i]] ?? overall))
}
