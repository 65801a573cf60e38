import { type CategoricalColumn, type Column, categoricalColumn, columnOf, numericColumn, table, takeRows } from '@headway/learn'
import type { RawTable, Reading, Refusal } from '../dataset.ts'
import { isSyntheticId } from '../generate/synthetic-id.ts'
import { differingColumns, rowText } from './cell-text.ts'
import type { Codebook, Field } from './codebook.ts'
import { datasetHash } from './dataset-hash.ts'
import { matchColumns } from './match-columns.ts'
import { type Cell, readCell, shown } from './read-cell.ts'

export interface ReadTableOptions {
  /** Whether the rows were made by `headway generate`. */
  readonly synthetic: boolean
  /** Columns that the file may lack, read as missing throughout: a target not known yet. */
  readonly absent?: readonly string[]
}

/**
 * A raw table read by a codebook. A row with a cell that cannot be taken is refused whole, with its first such column; a row
 * without a key, and a later row with the key of an earlier one but other values, too. Columns may stand in any order.
 *
 * @throws CampusError `missing_column`, `unknown_column`, `duplicate_column`
 */
export function readTable(codebook: Codebook, raw: RawTable, { synthetic, absent = [] }: ReadTableOptions): Reading {
  const at = matchColumns(codebook, raw, absent)
  const refused = new Map<number, Refusal>()
  const refuse: Refuse = (row, column, { code, expected, got, remedy }) => {
    const before = refused.get(row)
    const line = raw.lines[row]!
    if (!before) refused.set(row, { file: raw.file, line, column, code, expected, got, remedy })
    else if (before.column !== column) refused.set(row, { ...before, remedy: withMore(before.remedy, column) })
  }
  const columns = codebook.fields.map((field, j) => readColumn(field, raw.columns[at[j]!], raw.lines.length, codebook.missing, refuse))
  const whole = table(columns, raw.lines.length)
  const named = codebook.key.every(name => raw.names.includes(name)) ? codebook.key : []
  const keys = named.map(name => columnOf(whole, name))
  if (!synthetic) refuseSynthetic(codebook, columns, refuse)
  const first = new Map<string, number>()
  const kept: number[] = []
  let identical = 0
  for (let row = 0; row < whole.rows; row++) {
    if (refused.has(row)) continue
    const missing = keys.find(column => isMissing(column, row))
    if (missing) {
      refuse(row, missing.name, {
        code: 'missing_key',
        expected: 'a value: it is part of the key',
        got: 'an empty cell',
        remedy: 'Fill it in, or delete the row.',
      })
      continue
    }
    if (keys.length > 0) {
      const key = rowText(keys, row)
      const before = first.get(key)
      if (before !== undefined) {
        const other = differingColumns(whole, before, whole, row)
        if (other.length === 0) identical++
        else refuse(row, named.join(' + '), duplicate(key, raw.lines[before]!, other))
        continue
      }
      first.set(key, row)
    }
    kept.push(row)
  }
  const taken = table(takeRows(whole, kept).columns.map(compact(codebook)), kept.length)
  const dataset = { codebook, table: taken, hash: datasetHash(codebook, taken), synthetic }
  const lines = Int32Array.from(kept, row => raw.lines[row]!)
  return { dataset, lines, refused: [...refused].sort(([a], [b]) => a - b).map(([, refusal]) => refusal), identical }
}

type Refused = Pick<Refusal, 'code' | 'expected' | 'got' | 'remedy'>
type Refuse = (row: number, column: string, refused: Refused) => void

/** Every distinct text is read once. */
function readColumn(field: Field, cells: readonly string[] | undefined, rows: number, missing: readonly string[], refuse: Refuse): Column {
  const { scale, name } = field
  const numbers = scale.kind === 'quantity' ? new Float64Array(rows).fill(NaN) : new Int32Array(rows).fill(-1)
  const known = new Map<string, Cell>()
  const found = new Map<string, number>()
  for (let row = 0; cells && row < rows; row++) {
    const text = cells[row]!
    let cell = known.get(text)
    if (cell === undefined) {
      cell = readCell(field, text, missing)
      known.set(text, cell)
    }
    if (cell.kind === 'refused') refuse(row, name, cell)
    else if (cell.kind === 'code') numbers[row] = cell.code
    else if (cell.kind === 'value') numbers[row] = cell.value
    else if (cell.kind === 'text') numbers[row] = positionIn(found, cell.text)
  }
  if (scale.kind === 'quantity') return numericColumn(name, numbers)
  const levels = scale.kind === 'identifier' ? [...found.keys()] : scale.codes.map(c => c.value)
  return categoricalColumn(name, numbers, levels, { ordered: scale.kind === 'ordinal' })
}

function positionIn(found: Map<string, number>, text: string): number {
  const at = found.get(text) ?? found.size
  if (at === found.size) found.set(text, at)
  return at
}

/** The levels of an identifier are the values found in the rows that were taken, in order of appearance. */
function compact({ fields }: Codebook): (column: Column, j: number) => Column {
  return (column, j) => {
    if (column.kind !== 'categorical' || fields[j]!.scale.kind !== 'identifier') return column
    const found = new Map<string, number>()
    const codes = column.codes.map(code => (code < 0 ? -1 : positionIn(found, column.levels[code]!)))
    return { ...column, codes, levels: [...found.keys()] }
  }
}

function refuseSynthetic({ fields }: Codebook, columns: readonly Column[], refuse: Refuse): void {
  const students = columns[fields.findIndex(f => f.role === 'student')]
  if (students?.kind !== 'categorical') return
  const made = students.levels.map(isSyntheticId)
  if (!made.includes(true)) return
  students.codes.forEach((code, row) => {
    if (made[code]) refuse(row, students.name, synthetic(students, code))
  })
}

function synthetic({ levels }: CategoricalColumn, code: number): Refused {
  return {
    code: 'synthetic_row',
    expected: 'a student who exists',
    got: levels[code]!,
    remedy: 'Generated rows never join real ones: import them on their own, as synthetic.',
  }
}

function duplicate(key: string, line: number, other: readonly string[]): Refused {
  return {
    code: 'duplicate_key',
    expected: 'each key once',
    got: shown(`${key} again, with other values in ${other.join(', ')}`),
    remedy: `Line ${line} has the same key and was taken. Keep the right one of the two.`,
  }
}

function withMore(remedy: string, column: string): string {
  const [first, more] = remedy.split(' Also wrong in this row: ')
  return `${first} Also wrong in this row: ${more === undefined ? '' : `${more.slice(0, -1)}, `}${column}.`
}

function isMissing(column: Column, row: number): boolean {
  return column.kind === 'numeric' ? Number.isNaN(column.values[row]) : column.codes[row]! < 0
}
