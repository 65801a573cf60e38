import type { Field } from '../codebook/codebook.ts'

/**
 * A value as the field's words say it: those for a high value above what is typical, or at the most there can be; those for a low one
 * below it, or at the least. A number that can be negative must have the sign as well, since its words say it ("above the section").
 * A share (0 to 1, no unit) is a percentage, and "only 0 days" is "no days". Undefined where the field has no words, or the value is
 * neither high nor low.
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
  const said = maximum === 1 && unit === '' ? percent(value) : withUnit(Math.abs(value), unit)
  const text = (isHigh ? words.high : words.low).replaceAll('{value}', () => said)
  return value === 0 && /^(?!of |times)./.test(unit) ? text.replace('only 0 ', 'no ') : text
}

/** "50 %", and below one "0.3 %". */
function percent(share: number): string {
  return `${share > 0 && share < 0.01 ? (100 * share).toFixed(1) : Math.round(100 * share)} %`
}

/** Whole numbers as such, others with one decimal: "1 day", "3 days", "12.5 clicks". */
function withUnit(value: number, unit: string): string {
  const number = Number.isInteger(value) ? String(value) : value.toFixed(1)
  const one = number === '1' && !unit.startsWith('times the ') ? unit.replace(/^(\w+)s\b/, '$1') : unit
  return one === '' ? number : `${number} ${one}`
}
