import { CampusError } from '../errors.ts'
import type { Codebook, Field } from './codebook.ts'

/**
 * The codebook itself, when it makes sense: columns named once, keys and events that exist, codes listed once and not empty,
 * ranges that hold something, at most one student and one term column, counts that are part of other counts and of no circle, measures
 * that are taken once at each time.
 *
 * @throws CampusError `bad_codebook`
 */
export function checkCodebook(codebook: Codebook): Codebook {
  const { fields, key } = codebook
  const names = fields.map(f => f.name)
  const known = new Set(names)
  const fail = (what: string) => new CampusError('bad_codebook', `${what} Correct datapackage.json, or guess it anew from the data.`)
  if (fields.length === 0) throw fail('The codebook has no columns.')
  const twice = repeated(names)
  if (twice !== undefined) throw fail(`The codebook names the column ${twice} twice.`)
  const lost = key.find(name => !known.has(name))
  if (lost !== undefined) throw fail(`The key names the column ${lost}, which the codebook does not have.`)
  for (const role of ['student', 'term'] as const) {
    const holders = fields.filter(f => f.role === role).map(f => f.name)
    if (holders.length > 1) throw fail(`${holders.join(' and ')} both have the role ${role}; one column may have it.`)
  }
  for (const field of fields) {
    const wrong = wrongWith(field) ?? wrongAmong(field, fields)
    if (wrong) throw fail(`The column ${field.name} ${wrong}.`)
  }
  return codebook
}

function wrongWith({ scale, event = [] }: Field): string | undefined {
  if (scale.kind === 'quantity') {
    const { minimum = -Infinity, maximum = Infinity } = scale
    if (minimum > maximum) return `has the minimum ${minimum} above its maximum ${maximum}`
  }
  const values = 'codes' in scale ? scale.codes.map(c => c.value) : []
  if ('codes' in scale && values.length === 0) return `is ${scale.kind} but lists no codes`
  if (values.includes('')) return 'lists an empty code; the empty cell always means "not recorded"'
  const twice = repeated(values)
  if (twice !== undefined) return `lists the code ${twice} twice`
  const listed = new Set(values)
  const lost = event.find(value => !listed.has(value))
  return lost === undefined ? undefined : `has the event code ${lost}, which it does not list`
}

/** What a field says about other fields. */
function wrongAmong({ name, scale, boundedBy, measure }: Field, fields: readonly Field[]): string | undefined {
  if ((boundedBy !== undefined || measure) && scale.kind !== 'quantity') return 'is part of a count, or a measure, but is no quantity'
  const twin = fields.find(f => measure && f.name !== name && f.measure?.name === measure.name && f.measure.at === measure.at)
  if (twin) return `is the measure ${measure?.name} at ${measure?.at}, and so is ${twin.name}`
  const passed = new Set<string>()
  for (let at = boundedBy; at !== undefined; ) {
    const whole = fields.find(f => f.name === at)
    if (whole?.scale.kind !== 'quantity') return `is part of ${at}, which is no quantity of the codebook`
    if (at === name || passed.has(at)) return `is part of ${boundedBy}, which is part of it in turn`
    passed.add(at)
    at = whole.boundedBy
  }
  return undefined
}

function repeated(names: readonly string[]): string | undefined {
  const met = new Set<string>()
  return names.find(name => met.size === met.add(name).size)
}
