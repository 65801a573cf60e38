import type { Field } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import type { Given } from './forecast.ts'

/**
 * One value from outside, by its field: a code's position, a number, or nothing (−1 or NaN) where it is null, undefined or ''.
 *
 * @throws CampusError `wrong_type`, `unknown_code`, `out_of_range`, each naming the column, what was expected and what came
 */
export function readGiven(field: Field, given: Given): number {
  const { scale, name } = field
  const none = given === null || given === undefined || given === ''
  if (scale.kind === 'quantity') return none ? NaN : readQuantity(field, given)
  if (none || scale.kind === 'identifier') return -1
  const whole = scale.codes.every(code => /^-?\d+$/.test(code.value))
  if (whole ? !Number.isInteger(given) : typeof given !== 'string') {
    throw new CampusError(
      'wrong_type',
      `${name} must be one of the ${whole ? 'whole numbers' : 'texts'} ${codesOf(field)}, got ${show(given)}.`,
    )
  }
  const text = String(given)
  const at = scale.codes.findIndex(code => code.value === text)
  if (at >= 0) return at
  throw new CampusError('unknown_code', `${name} has no code ${show(given)}. Give one of ${codesOf(field)}, or null where it is not known.`)
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
