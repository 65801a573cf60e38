import { columnOf } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import type { PlotAxis } from './plot.ts'
import { valueClasses } from './value-classes.ts'

/** A column ready to be drawn. */
export interface PlotColumn {
  readonly field: Field
  readonly axis: PlotAxis
  /** [rows] position in `axis.categories`; −1 is not recorded. */
  readonly positions: Int32Array
  /** [rows] the number itself where the axis is measured, else the position; NaN is not recorded. */
  readonly values: Float64Array
}

/**
 * A column by its friendly name or its column name ("Weekly Study Hours" or "STUDY_HRS"; case does not matter).
 *
 * @throws CampusError `unknown_column` (no such name), `bad_plot` (an identifier: a picture of it would name people)
 */
export function plotColumn({ codebook, table }: Dataset, name: string): PlotColumn {
  const wanted = name.trim().toLowerCase()
  const field = codebook.fields.find(f => f.name.toLowerCase() === wanted) ?? codebook.fields.find(f => f.title.toLowerCase() === wanted)
  if (!field) {
    const known = codebook.fields.filter(f => f.scale.kind !== 'identifier').map(f => f.title)
    throw new CampusError('unknown_column', `There is no feature "${name}". Choose from: ${known.join(', ')}.`)
  }
  const { scale } = field
  if (scale.kind === 'identifier') {
    throw new CampusError('bad_plot', `"${field.title}" identifies people and is not drawn. Choose a feature with categories or numbers.`)
  }

  const column = columnOf(table, field.name)
  if (column.kind === 'numeric') {
    const { categories, positions } = valueClasses(column.values)
    const unit = scale.kind === 'quantity' ? scale.unit : undefined
    const axis = { column: field.name, label: field.title, ordered: true, measured: true, categories, ...(unit !== undefined && { unit }) }
    return { field, axis, positions, values: column.values }
  }
  const labels = new Map(scale.kind === 'quantity' ? [] : scale.codes.map(code => [code.value, code.label]))
  const axis = {
    column: field.name,
    label: field.title,
    ordered: scale.kind !== 'nominal',
    measured: false,
    categories: column.levels.map(level => labels.get(level) ?? level),
  }
  return { field, axis, positions: column.codes, values: Float64Array.from(column.codes, code => (code < 0 ? NaN : code)) }
}
