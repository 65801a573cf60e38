import type { Field } from '../codebook/codebook.ts'

/**
 * A value as the field's words say it: those for a high value above what is typical, or at the most there can be; those for a low one
 * below it, or at the least. A number that can be negative must have the sign as well, since its words say it ("above the section").
 * Undefined where the field has no words, or the value says neither.
 *
 * @param typical the median of the training rows
 */
export function valueInWords({ words, scale }: Field, value: number, typical: number): string | undefined {
  if (!words || scale.kind !== 'quantity' || Number.isNaN(value)) return undefined
  const { minimum = -Infinity, maximum, unit = '' } = scale
  const signed = minimum < 0
  const isHigh = (value > typical || value === maximum) && (!signed || value > 0)
  const isLow = (value < typical || value === minimum) && (!signed || value < 0)
  if (!isHigh && !isLow) return undefined
  return (isHigh ? words.high : words.low).replaceAll('{value}', () => withUnit(Math.abs(value), unit))
}

/** Whole numbers as such, others with one decimal: "1 day", "3 days", "12.5 clicks". */
function withUnit(value: number, unit: string): string {
  const number = Number.isInteger(value) ? String(value) : value.toFixed(1)
  const one = number === '1' && !unit.startsWith('times the ') ? unit.replace(/^(\w+)s\b/, '$1') : unit
  return one === '' ? number : `${number} ${one}`
}
