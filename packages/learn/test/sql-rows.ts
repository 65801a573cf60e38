import { lowerRecipe } from '../src/export/lower.ts'
import { dialects, type SqlDialect } from '../src/export/sql/dialects.ts'
import { writeSql } from '../src/export/sql/sql.ts'
import type { FittedRecipe } from '../src/recipe.ts'
import type { Table } from '../src/table.ts'

/**
 * Statements that put the rows into a table of a database: `id`, then numbers as doubles and levels as texts. Gaps are NULL, NaN, the
 * empty text or the mark, in turn.
 */
export function sqlRows(name: string, { rows, columns }: Table, of: SqlDialect, mark: string): string[] {
  const { name: quoted, text, double, doubleType, textType } = dialects[of]
  const typed = columns.map(column => `${quoted(column.name)} ${column.kind === 'numeric' ? doubleType : textType}`)
  const cells = columns.map(column => {
    if (column.kind === 'categorical')
      return (i: number) => (column.codes[i] < 0 ? ['NULL', "''", text(mark)!][i % 3] : text(column.levels[column.codes[i]])!)
    return (i: number) => {
      if (Number.isNaN(column.values[i])) return ['NULL', `CAST('NaN' AS ${doubleType})`][i % 2]
      return Number.isFinite(column.values[i]) ? double(column.values[i]) : `CAST('${column.values[i]}' AS ${doubleType})`
    }
  })
  const lines = Array.from({ length: rows }, (_, i) => `(${[i, ...cells.map(cell => cell(i))].join(', ')})`)
  const chunks = Array.from({ length: Math.ceil(rows / 1000) }, (_, c) => lines.slice(c * 1000, (c + 1) * 1000))
  return [`CREATE TABLE ${name} (id INTEGER, ${typed.join(', ')})`, ...chunks.map(own => `INSERT INTO ${name} VALUES ${own.join(',\n')}`)]
}

/** Asks a table that `sqlRows` made for its forecasts, in the order of the rows. Gaps may be marked by ?. */
export function forecastsById(fitted: FittedRecipe, dialect: SqlDialect, table: readonly string[] = ['students']): string {
  return `SELECT * FROM (${writeSql(lowerRecipe(fitted), { dialect, table, key: ['id'], missing: ['?'] })}) AS forecasts ORDER BY id`
}

/** The largest difference between what a database answered, in the order of id, and a forecast. */
export function largestDifference(answered: readonly (readonly unknown[])[], wanted: ArrayLike<number>): number {
  const got = answered.flatMap(row => row.slice(1).map(value => (typeof value === 'number' ? value : NaN)))
  return got.length === wanted.length ? Math.max(...Array.from(wanted, (p, i) => Math.abs(p - got[i]))) : Infinity
}
