import type { Field } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import type { Given } from './forecast.ts'

/**
 * How values from outside are read for one field: to a code's position, a number, or nothing (−1 or NaN) for null, undefined and ''.
 *
 * @throws (the reader) CampusError `wrong_type`, `unknown_code`, `out_of_range`, each naming the column, what was expected and what came
 */
export function givenReader(field: Field): (given: Given) => number {
  const { scale, name } = field
  if (scale.kind === 'quantity') return given => (isNone(given) ? NaN : readQuantity(field, given))
  if (scale.kind === 'identifier') return () => -1
  const whole = scale.codes.every(code => /^-?\d+$/.test(code.value))
  const positions = new Map<Given, number>(scale.codes.map(({ value }, i) => [whole ? Number(value) : value, i]))
  return given => {
    if (isNone(given)) return -1
    const at = positions.get(given)
    if (at !== undefined) return at
    if (whole ? Number.isInteger(given) : typeof given === 'string') {
      throw new CampusError(
        'unknown_code',
        `${name} has no code ${show(given)}. Give one of ${codesOf(field)}, or null where it is not known.`,
      )
    }
    throw new CampusError(
      'wrong_type',
      `${name} must be one of the ${whole ? 'whole numbers' : 'texts'} ${codesOf(field)}, got ${show(given)}.`,
    )
  }
}

function isNone(given: Given): given is null | undefined | '' {
  return given === null || given === undefined || given === ''
}

function readQuantity({ name, scale }: Field, given: string | number): number {
  if (typeof given !== 'number' || !Number.isFinite(given)) {
    throw new CampusError('wrong_type', `${name} must be a finite number, got ${show(given)}.`)
  }
  const { minimum = -Infinity, maximum = Infinity } = scale.kind === 'quantity' ? scale : {}
  if (given >= minimum && given <= maximum) return given
  throw new CampusError(
    'out_of_range',
    `${name} must lie between ${minimum} and ${maximum}, got ${given}. Check the unit, or give null where it is not known.`,
  )
}

function codesOf({ scale }: Field): string {
  return 'codes' in scale ? scale.codes.map(c => (c.label === c.value ? c.value : `${c.value} ${c.label}`)).join(', ') : ''
}

/** At most 40 characters of what came, quoted: enough to find it, too little to spill a record. */
function show(given: unknown): string {
  const text = JSON.stringify(given) ?? String(given)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
