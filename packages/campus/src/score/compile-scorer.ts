import { type Column, compileForecast, type Matrix, forecast as runRecipe, type Table, type Task } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import { likeThis } from '../lists/like-this.ts'
import { isInput } from '../question/ask-question.ts'
import type { Target } from '../question/question.ts'
import type { Forecast, Given } from './forecast.ts'
import { givenReader } from './given-reader.ts'
import { reasonsFor } from './reasons.ts'

export interface ScoreOptions {
  readonly reasons?: boolean
  /** Say what became of past students with about this forecast, where the model keeps that. */
  readonly words?: boolean
}

/** A bundle made ready to forecast, one enrolment or many. Holds no state: share it freely. */
export interface Scorer {
  /**
   * What it takes, in positional order: every input column of the codebook but the target and optional ones that the model does
   * not use. Protected ones are taken, and given to the learner only where the question says so.
   */
  readonly inputs: readonly Field[]
  /** One enrolment: values by position (all of them), or by column name or title (absent ones are unknown). */
  score(values: readonly Given[] | Readonly<Record<string, Given>>, options?: ScoreOptions): Forecast
  /** Many enrolments from a table in codebook form (`Dataset.table`): [n, k] probabilities or [n, 1] values. */
  forecastTable(table: Table): Matrix
}

/**
 * @throws CampusError `wrong_length`, `unknown_column`, `wrong_type`, `unknown_code`, `out_of_range`
 */
export function compileScorer(bundle: Bundle): Scorer {
  const { codebook, question, fitted } = bundle
  const target = question.target.column
  const inputs = codebook.fields.filter(f => isInput(f) && f.name !== target && (!f.optional || question.indicators.includes(f.name)))
  const used = question.indicators.map(name => fieldOf(codebook, name))
  const positions = positionsOf(inputs)
  const at = used.map(field => inputs.indexOf(field))
  const seen = inputs.map(({ name }) => (Object.hasOwn(bundle.seen, name) ? new Set(bundle.seen[name]) : undefined))
  const readers = inputs.map(givenReader)
  const compiled = compileForecast(fitted)
  const inWords = bundle.past && likeThis(bundle.past)
  const answer = answerIn(question.target, fieldOf(codebook, target), fitted.task)

  const score: Scorer['score'] = (values, { reasons = false, words = false } = {}) => {
    const given = isList(values) ? positional(values, inputs) : byName(values, inputs, positions)
    const read = given.map((value, i) => readers[i]!(value))
    const row = at.map(position => read[position]!)
    const unknown = inputs.flatMap((field, i) => (isUnknown(field, read[i]!, seen[i]) ? [field.name] : []))
    const data = compiled ? compiled(row) : runRecipe(fitted, tableOf(used, row)).data
    const result = { ...answer(data), unknown }
    return {
      ...result,
      ...(reasons && { reasons: reasonsFor(bundle, tableOf(used, row), data, unknown) }),
      ...(words && inWords && result.eventProbability !== undefined && { likeThis: inWords(result.eventProbability) }),
    }
  }
  return { inputs, score, forecastTable: table => runRecipe(fitted, table) }
}

/** From class probabilities to the likeliest class in the words of the codebook. Ties go to the lower class. */
function answerIn(target: Target, field: Field, task: Task): (data: Float64Array) => Omit<Forecast, 'unknown'> {
  if (task.kind === 'regression') return data => ({ prediction: data[0]!, label: String(Math.round(data[0]! * 100) / 100) })
  const codes = target.kind !== 'binary' && 'codes' in field.scale ? field.scale.codes : undefined
  const event = eventClasses(target, field)
  return data => {
    let best = 0
    for (let c = 1; c < data.length; c++) if (data[c]! > data[best]!) best = c
    const meaning = codes?.[best]?.meaning
    return {
      prediction: codes?.[best]?.value ?? String(best),
      label: task.classes[best]!,
      ...(meaning !== undefined && { meaning }),
      probabilities: Object.fromEntries(task.classes.map((label, c) => [label, data[c]!])),
      ...(event.length > 0 && { eventProbability: event.reduce((sum, c) => sum + data[c]!, 0) }),
    }
  }
}

/** Positions of the classes that make up the question's event; none where the question names no event. */
export function eventClasses(target: Target, field: Field): number[] {
  if (target.kind === 'binary') return [1]
  if (target.kind === 'regression' || !target.event || !('codes' in field.scale)) return []
  const { values } = target.event
  return field.scale.codes.flatMap((code, c) => (values.includes(code.value) ? [c] : []))
}

function tableOf(fields: readonly Field[], values: readonly number[]): Table {
  return { rows: 1, columns: fields.map((field, j) => columnOf(field, values[j]!)) }
}

function columnOf({ name, scale }: Field, value: number): Column {
  if (!('codes' in scale)) return { kind: 'numeric', name, source: name, values: Float64Array.of(value) }
  const levels = scale.codes.map(c => c.value)
  return { kind: 'categorical', name, source: name, codes: Int32Array.of(value), levels, ordered: scale.kind === 'ordinal' }
}

function isUnknown({ scale }: Field, value: number, seen: ReadonlySet<string> | undefined): boolean {
  if (scale.kind === 'quantity') return Number.isNaN(value)
  if (value < 0) return true
  return seen !== undefined && 'codes' in scale && !seen.has(scale.codes[value]!.value)
}

function positional(values: readonly Given[], inputs: readonly Field[]): readonly Given[] {
  if (values.length === inputs.length) return values
  throw new CampusError(
    'wrong_length',
    `Expected ${inputs.length} values, got ${values.length}. Their order is: ${inputs.map(f => f.name).join(', ')}.`,
  )
}

function byName(values: Readonly<Record<string, Given>>, inputs: readonly Field[], positions: ReadonlyMap<string, number>): Given[] {
  const given: Given[] = inputs.map(() => null)
  for (const name of Object.keys(values)) {
    const at = positions.get(name)
    if (at === undefined)
      throw new CampusError('unknown_column', `There is no input called ${name}. Known: ${inputs.map(f => f.name).join(', ')}.`)
    given[at] = values[name]
  }
  return given
}

/** Column names win over titles. */
function positionsOf(inputs: readonly Field[]): ReadonlyMap<string, number> {
  return new Map([...inputs.map((f, i) => [f.title, i] as const), ...inputs.map((f, i) => [f.name, i] as const)])
}

function isList(values: readonly Given[] | Readonly<Record<string, Given>>): values is readonly Given[] {
  return Array.isArray(values)
}
