import {
  type Column,
  columnOf,
  compileForecast,
  type Matrix,
  forecast as runRecipe,
  selectColumns,
  type Table,
  type Task,
} from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import { likeThis } from '../lists/like-this.ts'
import { isInput } from '../question/ask-question.ts'
import type { Target } from '../question/question.ts'
import type { Forecast, Given, Reason } from './forecast.ts'
import { givenReader } from './given-reader.ts'
import { oneRow } from './one-row.ts'
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
  /** The same as `score` answers each: [n]. A code after the last of its codebook field is one that nobody knows. */
  scoreTable(table: Table, options?: ScoreOptions): Forecast[]
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
    const unknown = unknownIn(read)
    const data = compiled ? compiled(row) : runRecipe(fitted, oneRow(used, row)).data
    const point = { rows: 1, cols: data.length, data }
    return told({ ...answer(data), unknown }, words, reasons ? reasonsFor(bundle, oneRow(used, row), point, [unknown])[0] : undefined)
  }

  const scoreTable: Scorer['scoreTable'] = (table, { reasons = false, words = false } = {}) => {
    const columns = inputs.map(({ name }) => cellsOf(columnOf(table, name)))
    const points = runRecipe(fitted, table)
    const unknown = Array.from({ length: table.rows }, (_, r) => unknownIn(columns.map(cells => cells[r]!)))
    const why = reasons ? reasonsFor(bundle, selectColumns(table, question.indicators), points, unknown) : []
    const at = (r: number) => points.data.subarray(r * points.cols, (r + 1) * points.cols)
    return unknown.map((names, r) => told({ ...answer(at(r)), unknown: names }, words, why[r]))
  }

  const unknownIn = (read: readonly number[]) => inputs.flatMap((field, i) => (isUnknown(field, read[i]!, seen[i]) ? [field.name] : []))

  const told = (result: Forecast, words: boolean, reasons: readonly Reason[] | undefined): Forecast => ({
    ...result,
    ...(reasons && { reasons }),
    ...(words && inWords && result.eventProbability !== undefined && { likeThis: inWords(result.eventProbability) }),
  })

  return { inputs, score, scoreTable, forecastTable: table => runRecipe(fitted, table) }
}

/** Codes, or values. */
function cellsOf(column: Column): ArrayLike<number> {
  return column.kind === 'numeric' ? column.values : column.codes
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

function isUnknown({ scale }: Field, value: number, seen: ReadonlySet<string> | undefined): boolean {
  if (scale.kind === 'quantity') return Number.isNaN(value)
  const code = 'codes' in scale ? scale.codes[value] : undefined
  return code === undefined || (seen !== undefined && !seen.has(code.value))
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
