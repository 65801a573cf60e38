import type { Table } from '../src/table.ts'

/** The rows as a database or a file hands them over: objects without a prototype, gaps as null, as '' or as a mark, in turn. */
export function rawRows({ rows, columns }: Table, mark: string): Record<string, number | string | null>[] {
  const gaps = [null, '', mark]
  return Array.from({ length: rows }, (_, i) => {
    const row = Object.create(null) as Record<string, number | string | null>
    for (const column of columns) {
      const value = column.kind === 'numeric' ? column.values[i] : column.codes[i]
      const gap = column.kind === 'numeric' ? Number.isNaN(value) : value < 0
      row[column.name] = gap ? gaps[i % 3] : column.kind === 'numeric' ? (i % 2 === 0 ? value : String(value)) : column.levels[value]
    }
    return row
  })
}
