import { type Column, columnOf, type Table, table, takeRows } from '@headway/learn'
import type { Dataset } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import { cellText, differingColumns, rowText } from './cell-text.ts'
import { datasetHash, sameCodebook } from './dataset-hash.ts'

/** A key that returns with other values. The old row stays. */
export interface Conflict {
  readonly key: readonly { readonly column: string; readonly value: string }[]
  readonly oldRow: number // position in the old dataset
  readonly addedRow: number // position in the added one
  readonly columns: readonly { readonly column: string; readonly old: string; readonly added: string }[]
}

export interface Merged {
  readonly dataset: Dataset // the old one itself when nothing was added
  readonly added: number
  readonly identical: number
  readonly conflicts: readonly Conflict[]
}

/**
 * The old rows, then the added ones that are new. Rows are matched by the codebook's key; without a key a row is its own key and
 * is counted, so that a file with two equal rows adds two, and the same file again adds none.
 *
 * @throws CampusError `other_codebook`, `mixed_datasets` (synthetic rows with real ones)
 */
export function mergeDatasets(old: Dataset, added: Dataset): Merged {
  const { codebook } = old
  if (!sameCodebook(codebook, added.codebook)) {
    throw new CampusError(
      'other_codebook',
      `The new rows are read by ${added.codebook.title}, the dataset by ${codebook.title}. Read the file by the dataset's own codebook, or start a new dataset.`,
    )
  }
  if (old.synthetic !== added.synthetic) {
    throw new CampusError('mixed_datasets', 'Synthetic and real rows never share a dataset. Start a new dataset with the new rows.')
  }
  const { rows, identical, conflicts } = codebook.key.length > 0 ? byKey(old, added) : byContent(old, added)
  if (rows.length === 0) return { dataset: old, added: 0, identical, conflicts }
  const joined = append(old.table, takeRows(added.table, rows))
  return { dataset: { ...old, table: joined, hash: datasetHash(codebook, joined) }, added: rows.length, identical, conflicts }
}

interface Sorted {
  readonly rows: readonly number[]
  readonly identical: number
  readonly conflicts: readonly Conflict[]
}

function byKey({ codebook, table: before }: Dataset, { table: after }: Dataset): Sorted {
  const keysOf = (of: Table) => codebook.key.map(name => columnOf(of, name))
  const keys = keysOf(after)
  const oldKeys = keysOf(before)
  const place = new Map<string, number>()
  for (let row = 0; row < before.rows; row++) place.set(rowText(oldKeys, row), row)
  const rows: number[] = []
  const conflicts: Conflict[] = []
  let identical = 0
  for (let row = 0; row < after.rows; row++) {
    const oldRow = place.get(rowText(keys, row))
    if (oldRow === undefined) {
      rows.push(row)
      continue
    }
    const other = differingColumns(before, oldRow, after, row)
    if (other.length === 0) identical++
    else conflicts.push(conflict(keys, before, oldRow, after, row, other))
  }
  return { rows, identical, conflicts }
}

function byContent({ table: before }: Dataset, { table: after }: Dataset): Sorted {
  const left = new Map<string, number>()
  for (let row = 0; row < before.rows; row++) {
    const text = rowText(before.columns, row)
    left.set(text, (left.get(text) ?? 0) + 1)
  }
  const rows: number[] = []
  for (let row = 0; row < after.rows; row++) {
    const text = rowText(after.columns, row)
    const copies = left.get(text) ?? 0
    if (copies > 0) left.set(text, copies - 1)
    else rows.push(row)
  }
  return { rows, identical: after.rows - rows.length, conflicts: [] }
}

function conflict(
  keys: readonly Column[],
  before: Table,
  oldRow: number,
  after: Table,
  addedRow: number,
  other: readonly string[],
): Conflict {
  return {
    key: keys.map(column => ({ column: column.name, value: cellText(column, addedRow) })),
    oldRow,
    addedRow,
    columns: other.map(column => ({
      column,
      old: cellText(columnOf(before, column), oldRow),
      added: cellText(columnOf(after, column), addedRow),
    })),
  }
}

function append(a: Table, b: Table): Table {
  return table(
    a.columns.map((column, j) => appendColumn(column, b.columns[j]!, a.rows)),
    a.rows + b.rows,
  )
}

function appendColumn(a: Column, b: Column, n: number): Column {
  if (a.kind === 'numeric' && b.kind === 'numeric') {
    const values = new Float64Array(n + b.values.length)
    values.set(a.values)
    values.set(b.values, n)
    return { ...a, values }
  }
  if (a.kind === 'numeric' || b.kind === 'numeric')
    throw new CampusError('other_codebook', `${a.name} is ${a.kind} in one dataset and ${b.kind} in the other.`)
  const place = new Map(a.levels.map((level, i) => [level, i]))
  const moved = b.levels.map(level => place.get(level) ?? place.set(level, place.size).size - 1)
  const codes = new Int32Array(n + b.codes.length)
  codes.set(a.codes)
  codes.set(
    b.codes.map(code => (code < 0 ? -1 : moved[code]!)),
    n,
  )
  return { ...a, codes, levels: [...place.keys()] }
}
