import type { RefusalCode } from '../dataset.ts'
import type { Field } from './codebook.ts'

/** What one cell says: a position in the field's codes, a number, an identifier's text, nothing, or why it cannot be taken. */
export type Cell =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly expected: string; readonly got: string; readonly remedy: string }

const MISSING: Cell = { kind: 'missing' }
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/**
 * A cell's text by its field. Spaces around it do not count; a listed code comes before a missing mark of the same spelling.
 *
 * A code must stand as the codebook lists it; only `3.0` (as spreadsheets write 3) is taken for the code `3`, unless `3.0` is
 * listed itself. Numbers are decimal with a point; `NaN`, `Infinity`, `0x10`, `1,5` and what overflows are refused.
 *
 * @param missing texts that mean "not recorded", besides the empty cell
 * @example readCell(fieldOf(uci856, 'GRADE'), ' 5 ', []) // { kind: 'code', code: 5 }
 */
export function readCell(field: Field, text: string, missing: readonly string[]): Cell {
  const trimmed = text.trim()
  if (trimmed === '') return MISSING
  const { scale } = field
  if (scale.kind === 'nominal' || scale.kind === 'ordinal') {
    const at = scale.codes.findIndex(c => c.value === trimmed)
    if (at >= 0) return { kind: 'code', code: at }
    if (missing.includes(trimmed)) return MISSING
    const whole = /^([+-]?\d+)\.0+$/.exec(trimmed)?.[1]
    const same = whole === undefined ? -1 : scale.codes.findIndex(c => c.value === whole)
    return same >= 0 ? { kind: 'code', code: same } : unknownCode(field, trimmed)
  }
  if (missing.includes(trimmed)) return MISSING
  return scale.kind === 'identifier' ? { kind: 'text', text: trimmed } : readQuantity(field, trimmed)
}

/** At most 60 characters of what came: enough to find it, too little to spill a record. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function readQuantity({ name, scale }: Field, text: string): Cell {
  const { minimum, maximum, integer = false } = scale.kind === 'quantity' ? scale : {}
  const expected = `${integer ? 'a whole number' : 'a number'}${rangeWords(minimum, maximum)}`
  const refused = (code: RefusalCode, remedy: string): Cell => ({ kind: 'refused', code, expected, got: shown(text), remedy })
  if (/^[+-]?\d+,\d+$/.test(text)) return refused('wrong_type', `Write it with a point: ${text.replace(',', '.')}.`)
  if (!NUMBER.test(text)) return refused('wrong_type', `Write a number, or leave the cell empty where ${name} is not known.`)
  const value = Number(text) + 0
  if (integer && !Number.isInteger(value) && Number.isFinite(value))
    return refused('wrong_type', 'Round it, or call the column a number in the codebook.')
  if (Number.isFinite(value) && value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)) return { kind: 'value', value }
  return refused('out_of_range', `Check the unit, leave the cell empty where ${name} is not known, or widen its range in the codebook.`)
}

function unknownCode({ name, scale }: Field, text: string): Cell {
  const codes = 'codes' in scale ? scale.codes : []
  const listed = codes.slice(0, 12).map(c => (c.label === c.value ? c.value : `${c.value} ${c.label}`))
  const more = codes.length > listed.length ? ` and ${codes.length - listed.length} more` : ''
  const byLabel = codes.find(c => c.label.toLowerCase() === text.toLowerCase())
  return {
    kind: 'refused',
    code: 'unknown_code',
    expected: `one of ${listed.join(', ')}${more}`,
    got: shown(text),
    remedy: byLabel
      ? `Write the code ${byLabel.value} for ${byLabel.label}.`
      : `Correct the cell, leave it empty where ${name} is not known, or list the code in the codebook.`,
  }
}

function rangeWords(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return `, at least ${minimum}`
  return maximum === undefined ? '' : `, at most ${maximum}`
}
