import { columnOf } from '@headway/learn'
import type { Dataset } from '../dataset.ts'

/** Rows by number, and what the numbers stand for. */
export interface Numbers {
  readonly numbers: Int32Array // [rows]
  readonly names: readonly string[] // by number
}

/**
 * Numbers that are equal where the column with this role is, rising with its order; nothing where no column has it. "2013B" comes
 * before "2013J": where a codebook gives no order, values sort as text. Every missing one is a number of its own, without a name.
 */
export function numbersOf({ codebook, table }: Dataset, role: 'student' | 'term' | 'course', rows: Int32Array): Numbers | undefined {
  const field = codebook.fields.find(f => f.role === role)
  if (!field) return undefined
  const column = columnOf(table, field.name)
  if (column.kind === 'numeric') {
    const values = [...new Set(column.values)].filter(v => !Number.isNaN(v)).sort((a, b) => a - b)
    const rank = new Map(values.map((value, at) => [value, at]))
    return { numbers: Int32Array.from(rows, i => rank.get(column.values[i]!) ?? values.length + i), names: values.map(String) }
  }
  const names = column.ordered ? column.levels : column.levels.toSorted()
  const rank = new Map(names.map((name, at) => [name, at]))
  return { numbers: Int32Array.from(rows, i => rank.get(column.levels[column.codes[i]!]!) ?? names.length + i), names }
}
