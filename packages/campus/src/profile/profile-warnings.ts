import { rowText } from '../codebook/cell-text.ts'
import type { Dataset } from '../dataset.ts'
import type { ColumnProfile } from './profile.ts'

/** Something a person should look at before training. The code is stable. */
export interface ProfileWarning {
  readonly code:
    | 'all_missing'
    | 'many_missing'
    | 'constant'
    | 'identifier_like'
    | 'one_class'
    | 'small_class'
    | 'repeated_rows'
    | 'few_rows'
  readonly column?: string
  readonly message: string
}

const FEW_ROWS = 100
const SMALL_CLASS = 10

/** Columns in the order of the codebook, then what concerns all rows. */
export function profileWarnings({ table }: Dataset, columns: readonly ColumnProfile[]): ProfileWarning[] {
  const warnings: ProfileWarning[] = columns.flatMap(column => ofColumn(column, table.rows).map(w => ({ ...w, column: column.name })))
  if (table.rows < FEW_ROWS) {
    warnings.push({ code: 'few_rows', message: `${table.rows} rows are few: every figure learnt from them is uncertain.` })
  }
  const compared = table.columns.filter((_, j) => columns[j]!.kind !== 'identifiers')
  const texts = new Set<string>()
  for (let row = 0; row < table.rows; row++) texts.add(rowText(compared, row))
  const repeated = table.rows - texts.size
  if (repeated > 0 && compared.length > 0) {
    warnings.push({
      code: 'repeated_rows',
      message: `${repeated} of ${table.rows} rows repeat another in all but identifiers. Copies on both sides of a split flatter a model: was the file resampled?`,
    })
  }
  return warnings
}

function ofColumn(column: ColumnProfile, rows: number): Omit<ProfileWarning, 'column'>[] {
  const { name, n, missing, distinct } = column
  if (rows === 0) return []
  if (n === 0) return [{ code: 'all_missing', message: `${name} is empty in every row.` }]
  const warnings: Omit<ProfileWarning, 'column'>[] = []
  if (missing > rows / 2) warnings.push({ code: 'many_missing', message: `${name} is empty in ${missing} of ${rows} rows.` })
  if (column.role === 'target') {
    if (distinct === 1) warnings.push({ code: 'one_class', message: `${name} has one outcome only: there is nothing to forecast.` })
    const small = column.kind === 'codes' ? column.top.filter(line => line.count < SMALL_CLASS) : []
    if (small.length > 0 && distinct > 1) {
      warnings.push({
        code: 'small_class',
        message: `${name} has few rows of ${small.map(line => `${line.label} (${line.count})`).join(', ')}: figures for them are uncertain.`,
      })
    }
  } else if (distinct === 1 && rows > 1)
    warnings.push({ code: 'constant', message: `${name} has one value in all rows: it tells nothing.` })
  if (column.kind === 'codes' && column.role === 'indicator' && distinct > 20 && distinct > n / 2) {
    warnings.push({
      code: 'identifier_like',
      message: `${name} has ${distinct} different values in ${n} rows: it may name rows. Give it the role never if so.`,
    })
  }
  return warnings
}
