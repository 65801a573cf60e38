import { type Column, categoricalColumn, numericColumn, type Table } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import type { Field } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'

/** Rows of other records in the words of a model. */
export interface InCodebook {
  readonly table: Table
  /** Where the records differ from what the model learned from, in sentences. */
  readonly notes: readonly string[]
}

/**
 * New rows as a model's codebook has them: its columns, its codes at their positions. A code that it does not list gets a position
 * after the last, and is unknown to the model ("a new region"); so is a column that the records do not have.
 *
 * @throws CampusError `unknown_column` (not one column of the model's), `wrong_type` (numbers where it has codes, or the other way round)
 */
export function inCodebook(from: Table, { codebook: { fields }, question, seen }: Bundle): InCodebook {
  const used = new Set(question.indicators)
  const absent = fields.filter(f => used.has(f.name) && !from.columns.some(c => c.name === f.name))
  if (absent.length === used.size)
    throw new CampusError('unknown_column', `The dataset has none of the model's columns. It needs: ${question.indicators.join(', ')}.`)
  const notes = absent.length === 0 ? [] : [`not in the dataset, so taken as unknown: ${absent.map(f => f.name).join(', ')}`]
  const columns = fields.map(field => {
    const column = from.columns.find(c => c.name === field.name)
    if (!column) return unknownColumn(field, from.rows)
    if (column.kind === 'numeric' || !('codes' in field.scale)) return sameKind(column, field)
    const listed = field.scale.codes.map(c => c.value)
    const known = new Set(Object.hasOwn(seen, field.name) ? seen[field.name] : listed)
    if (used.has(field.name)) notes.push(...newCodes(column.codes, column.levels, known, field))
    const levels = [...listed, ...column.levels.filter(level => !listed.includes(level))]
    const position = column.levels.map(level => levels.indexOf(level))
    return categoricalColumn(
      field.name,
      column.codes.map(code => (code < 0 ? -1 : position[code]!)),
      levels,
      { ordered: column.ordered },
    )
  })
  return { table: { rows: from.rows, columns }, notes }
}

function unknownColumn({ name, scale }: Field, rows: number): Column {
  if (!('codes' in scale)) return numericColumn(name, new Float64Array(rows).fill(NaN))
  const levels = scale.codes.map(c => c.value)
  return categoricalColumn(name, new Int32Array(rows).fill(-1), levels, { ordered: scale.kind === 'ordinal' })
}

function sameKind(column: Column, { name, scale }: Field): Column {
  const [was, is] = [scale.kind === 'quantity', column.kind === 'numeric'].map(numeric => (numeric ? 'a number' : 'a code'))
  if (was === is || scale.kind === 'identifier') return column
  throw new CampusError(
    'wrong_type',
    `${name} was ${was} when the model was trained, and is ${is} in this dataset. Import it with the codebook that the model learned from.`,
  )
}

function newCodes(codes: Int32Array, levels: readonly string[], known: ReadonlySet<string>, { title }: Field): string[] {
  return levels.flatMap((level, code) => {
    const rows = known.has(level) ? 0 : codes.reduce((sum, c) => sum + Number(c === code), 0)
    return rows === 0 ? [] : [`${title} "${level}" was never seen in training, so it is taken as unknown: ${rows} enrolments`]
  })
}
