import { type Code, type Codebook, type Field, fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import type { CodesEvent, Comparator, Target } from './question.ts'

/**
 * A target from its short form: a column (`GRADE`), some of its codes by value or label (`Target=Dropout`, `GRADE=0,1`), a
 * bound on ordered codes (`GRADE<=1`) or on a quantity (`G3<10`), or a quantity in bands (`G3:10,12,14,16`: below 10, 10 to below 12 …).
 *
 * @throws CampusError `unknown_column`, `unknown_code`, `bad_question`
 */
export function parseTarget(codebook: Codebook, text: string): Target {
  const whole = codebook.fields.find(f => f.name === text.trim())
  if (whole) return wholeColumn(whole)
  const match = /^(.+?)\s*(<=|>=|<|>|=|:)\s*(.+)$/.exec(text.trim())
  if (!match) return wholeColumn(fieldOf(codebook, text.trim()))
  const [, name, comparator, value] = match as unknown as [string, string, '=' | ':' | Comparator, string]
  const field = fieldOf(codebook, name)
  if (comparator === '=')
    return listed(
      field,
      value.split(',').map(v => codeOf(field, v.trim())),
    )
  if (comparator === ':') return inBands(field, value)
  if (field.scale.kind === 'quantity') return bounded(field, comparator, value)
  if (field.scale.kind !== 'ordinal') {
    throw new CampusError(
      'bad_question',
      `${field.name} has no order, so ${comparator} says nothing. Name its codes: ${field.name}=code,code.`,
    )
  }
  const codes = field.scale.codes
  const at = codes.indexOf(codeOf(field, value))
  const inside = { '<': (i: number) => i < at, '<=': (i: number) => i <= at, '>': (i: number) => i > at, '>=': (i: number) => i >= at }[
    comparator
  ]
  return listed(
    field,
    codes.filter((_, i) => inside(i)),
  )
}

function wholeColumn(field: Field): Target {
  const { scale, name: column, event } = field
  switch (scale.kind) {
    case 'ordinal':
      return {
        kind: 'ordinal',
        column,
        ...(event && {
          event: eventOf(
            field,
            scale.codes.filter(c => event.includes(c.value)),
          ),
        }),
      }
    case 'nominal':
      if (scale.codes.length === 2 && !event) {
        const [a, b] = scale.codes
        throw new CampusError(
          'bad_question',
          `${column} has two outcomes. Say which is the event: ${column}=${a!.value} or ${column}=${b!.value}.`,
        )
      }
      return {
        kind: 'multiclass',
        column,
        ...(event && {
          event: eventOf(
            field,
            scale.codes.filter(c => event.includes(c.value)),
          ),
        }),
      }
    case 'quantity':
      return { kind: 'regression', column }
    case 'identifier':
      throw new CampusError('bad_question', `${column} names rows; it can't be forecast. Choose a column with an outcome.`)
    default:
      return scale satisfies never
  }
}

function listed(field: Field, codes: readonly Code[]): Target {
  const all = field.scale.kind === 'nominal' || field.scale.kind === 'ordinal' ? field.scale.codes.length : 0
  if (codes.length === 0 || codes.length === all) {
    throw new CampusError(
      'bad_question',
      `The event holds ${codes.length} of the ${all} codes of ${field.name}; it must hold some and leave some.`,
    )
  }
  return { kind: 'binary', column: field.name, event: eventOf(field, codes) }
}

function bounded(field: Field, comparison: Comparator, text: string): Target {
  const bound = Number(text)
  if (!Number.isFinite(bound)) throw new CampusError('bad_question', `${field.name} ${comparison} needs a number, got ${text}.`)
  const words = { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least' }[comparison]
  return { kind: 'binary', column: field.name, event: { name: `${field.title} ${words} ${bound}`, comparison, bound } }
}

function inBands(field: Field, text: string): Target {
  if (field.scale.kind !== 'quantity') {
    throw new CampusError(
      'bad_question',
      `${field.name} is not a quantity, so it has codes already. Ask for it whole: ${field.name}, or for some of its codes: ${field.name}=code,code.`,
    )
  }
  const cuts = text.split(',').map(cut => (cut.trim() === '' ? NaN : Number(cut)))
  if (!cuts.every((cut, i) => Number.isFinite(cut) && (i === 0 || cut > cuts[i - 1]!))) {
    throw new CampusError(
      'bad_question',
      `${field.name}: needs rising numbers with commas between them, as in ${field.name}:10,12,14; got ${text}.`,
    )
  }
  return { kind: 'ordinal', column: field.name, cuts }
}

function eventOf(field: Field, codes: readonly Code[]): CodesEvent {
  return { name: `${field.title} ${codes.map(c => c.label).join(' or ')}`, values: codes.map(c => c.value) }
}

function codeOf(field: Field, text: string): Code {
  const { scale } = field
  if (scale.kind !== 'nominal' && scale.kind !== 'ordinal') {
    throw new CampusError(
      'bad_question',
      `${field.name} has no codes: it holds numbers, or nothing is recorded. Ask with a bound: ${field.name}<10.`,
    )
  }
  const code = scale.codes.find(c => c.value === text) ?? scale.codes.find(c => c.label === text)
  if (code) return code
  throw new CampusError(
    'unknown_code',
    `${field.name} has no code ${text}. Known: ${scale.codes.map(c => (c.label === c.value ? c.value : `${c.value} (${c.label})`)).join(', ')}.`,
  )
}
