import { type Column, type Table, table } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'

/** A table of one row in codebook form: codes' positions or numbers, as `givenReader` reads them, one for each field. */
export function oneRow(fields: readonly Field[], values: readonly number[]): Table {
  return table(
    fields.map((field, j) => columnOf(field, values[j]!)),
    1,
  )
}

function columnOf({ name, scale }: Field, value: number): Column {
  if (!('codes' in scale)) return { kind: 'numeric', name, source: name, values: Float64Array.of(value) }
  const levels = scale.codes.map(c => c.value)
  return { kind: 'categorical', name, source: name, codes: Int32Array.of(value), levels, ordered: scale.kind === 'ordinal' }
}
