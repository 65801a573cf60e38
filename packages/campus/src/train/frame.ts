import { type Calendar, columnOf, type Sample, sample, selectColumns, type Task, takeRows } from '@headway/learn'
import { type Codebook, fieldOf } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import type { MomentDataset } from '../moment/dataset-at.ts'
import { bandNames, bandOf, isEvent, type Question, type Target } from '../question/question.ts'
import { numbersOf } from './numbers-of.ts'

declare const framed: unique symbol

/** The rows a question is about, cut at its prediction moment and ready to be split: the only thing `train` takes. */
export interface Frame {
  readonly dataset: Dataset
  readonly question: Question
  readonly sample: Sample
  readonly rows: Int32Array // [n] their positions in the dataset
  readonly students: number
  readonly terms?: Int32Array // [n] rising term numbers, the sample's; absent: one term, or none recorded
  readonly termNames?: readonly string[] // by number
  /** Days since 1970 by row: only of records cut at a moment. */
  readonly calendar?: Calendar
  readonly exclusions: readonly { readonly reason: string; readonly rows: number }[]
  readonly [framed]: true
}

/**
 * Everything the question leaves in: rows whose outcome is known, columns it names as indicators; rows of one student grouped.
 *
 * @throws CampusError `no_rows` (no outcome is recorded), `one_class` (the outcome never varies)
 */
export function frame(dataset: Dataset, question: Question): Frame {
  const { column } = question.target
  const outcomes = outcomesOf(dataset, question.target)
  const recorded = Int32Array.from({ length: dataset.table.rows }, (_, i) => i).filter(i => !Number.isNaN(outcomes[i]))
  const rows = recorded.filter(hasTerm(dataset))
  if (rows.length === 0) throw new CampusError('no_rows', `No row has a recorded ${column}. Add past students whose outcome is known.`)
  const y = Float64Array.from(rows, i => outcomes[i]!)
  const task = taskOf(dataset.codebook, question.target)
  if (task.kind !== 'regression' && new Set(y).size < 2) {
    throw new CampusError(
      'one_class',
      `All ${rows.length} rows have ${column} = ${task.classes[y[0]!]}. A model needs at least two outcomes: add other students, or ask about another event.`,
    )
  }
  const groups = numbersOf(dataset, 'student', rows)?.numbers
  const terms = numbersOf(dataset, 'term', rows)
  const several = terms && new Set(terms.numbers).size > 1 ? terms : undefined
  const exclusions = [
    { reason: `${column} is not recorded`, rows: dataset.table.rows - recorded.length },
    { reason: 'the term is not recorded', rows: recorded.length - rows.length },
  ].filter(e => e.rows > 0)
  return {
    dataset,
    question,
    sample: sample({
      table: takeRows(selectColumns(dataset.table, question.indicators), rows),
      y,
      task,
      ...(groups && { groups }),
      ...(several && { terms: several.numbers }),
    }),
    rows,
    students: groups ? new Set(groups).size : rows.length,
    ...(several && { terms: several.numbers, termNames: several.names }),
    exclusions,
  } as unknown as Frame
}

/**
 * The same of records cut at a moment: the days come along, so that `defaultPlan` trains on no outcome that was not out yet; whom the
 * moment leaves out stands first among the exclusions.
 *
 * @throws CampusError as `frame`
 */
export function frameAt({ dataset, today, outcomeKnown, exclusions }: MomentDataset, question: Question): Frame {
  const framed = frame(dataset, question)
  const of = (days: Float64Array) => Float64Array.from(framed.rows, i => days[i]!)
  return {
    ...framed,
    calendar: { today: of(today), outcomeKnown: of(outcomeKnown) },
    exclusions: [...exclusions, ...framed.exclusions],
  }
}

function hasTerm({ codebook, table }: Dataset): (row: number) => boolean {
  const field = codebook.fields.find(f => f.role === 'term')
  if (!field) return () => true
  const column = columnOf(table, field.name)
  return row => (column.kind === 'numeric' ? !Number.isNaN(column.values[row]) : column.codes[row]! >= 0)
}

/** What a question about this target asks of a learner. Classes are in the words of the codebook. */
export function taskOf(codebook: Codebook, target: Target): Task {
  if (target.kind === 'regression') return { kind: 'regression' }
  if (target.kind === 'binary') return { kind: 'binary', classes: [`not ${target.event.name}`, target.event.name] }
  if ('cuts' in target) return { kind: 'ordinal', classes: bandNames(target.cuts) }
  const { scale } = fieldOf(codebook, target.column)
  return { kind: target.kind, classes: 'codes' in scale ? scale.codes.map(c => c.label) : [] }
}

/** Class positions or values by dataset row; NaN where none is recorded. */
function outcomesOf({ codebook, table }: Dataset, target: Target): Float64Array {
  const column = columnOf(table, fieldOf(codebook, target.column).name)
  if (column.kind === 'numeric') {
    if ('cuts' in target) return column.values.map(value => (Number.isNaN(value) ? NaN : bandOf(target.cuts, value)))
    if (target.kind !== 'binary' || 'values' in target.event) return column.values
    const { event } = target
    return column.values.map(value => (Number.isNaN(value) ? NaN : Number(isEvent(event, value))))
  }
  const codes = Float64Array.from(column.codes, code => (code < 0 ? NaN : code))
  if (target.kind !== 'binary' || !('values' in target.event)) return codes
  const inEvent = new Set(target.event.values.map(value => column.levels.indexOf(value)))
  return codes.map(code => (Number.isNaN(code) ? NaN : Number(inEvent.has(code))))
}
