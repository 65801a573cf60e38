import type { Table } from '../../table.ts'
import { columnValues, type TreeColumn } from '../../trees/column-values.ts'
import type { ImportedModel } from './model.ts'

/** LightGBM takes what is not farther from 0 for 0: 1e-35, as a float32. */
export const NEAR_ZERO = Math.fround(1e-35)

/**
 * The table as [d] arrays of [n] numbers as the engine saw them, NaN where missing: levels by the numbers that stood for them, codes
 * without fractions.
 *
 * @throws LearnError as `columnValues`
 */
export function engineValues({ columns, engine }: ImportedModel, table: Table): Float64Array[] {
  return columnValues(table, columns).map((values, j) => {
    const column = columns[j]
    const numbers = column.kind === 'categorical' ? values.map(code => (Number.isNaN(code) ? NaN : (column.numbers[code] ?? NaN))) : values
    if (column.splits === 'sets') return numbers.map(engine === 'xgboost' ? Math.floor : Math.trunc)
    if (engine === 'xgboost') return numbers
    return numbers.map(v => (Math.abs(v) <= NEAR_ZERO ? (column.zeroIsMissing ? NaN : 0) : v))
  })
}

/** [d] which columns the trees split by sets of codes. */
export function setsOf({ columns }: ImportedModel): boolean[] {
  return columns.map(column => column.splits === 'sets')
}

/** The columns as the trees ask about them. */
export function askedColumns({ columns }: Pick<ImportedModel, 'columns'>): TreeColumn[] {
  return columns.map(({ name, splits }) =>
    splits === 'cuts' ? { kind: 'numeric', name } : { kind: 'categorical', name, levels: [], ordered: false },
  )
}
