import type { Column, Table } from '../table.ts'

/** The table with the given columns in place of those of the same name. */
export function replaceColumns({ rows, columns }: Table, replacements: readonly Column[]): Table {
  return { rows, columns: columns.map(column => replacements.find(({ name }) => name === column.name) ?? column) }
}
