import type { Column, Table } from '@headway/learn'

/** A cell as it would stand in a file: the level, the number in JavaScript's shortest form, or '' where it is missing. */
export function cellText(column: Column, row: number): string {
  if (column.kind === 'categorical') return column.levels[column.codes[row]!] ?? ''
  const value = column.values[row]!
  return Number.isNaN(value) ? '' : String(value)
}

/** The cells of some columns in one row as one text: equal where they are equal, and only there. */
export function rowText(columns: readonly Column[], row: number): string {
  return JSON.stringify(columns.map(column => cellText(column, row)))
}

/** Columns in which two rows, perhaps of two tables with the same columns, differ. */
export function differingColumns(a: Table, rowA: number, b: Table, rowB: number): string[] {
  return a.columns.filter((column, j) => cellText(column, rowA) !== cellText(b.columns[j]!, rowB)).map(c => c.name)
}
