import { columnOf, takeRows } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import { type Moment, momentName } from '../moment/moment.ts'
import type { Question } from '../question/question.ts'
import { eventClasses } from '../score/compile-scorer.ts'
import type { Frame } from '../train/frame.ts'
import { detectors } from './detectors/index.ts'
import type { Detector, Suspect, Suspicion } from './suspect.ts'

/** What students did before and after the moment, by row of the dataset: shows which columns know of the time after. */
export interface ActivityAround {
  readonly before: Float64Array
  readonly after: Float64Array
}

/**
 * The columns of a question that may know the outcome, or come too late, each with its evidence: the first that a detector has. Looked at
 * over all rows and in each course with enough of them. Figures alone do not tell a leak from a strong honest indicator, so a person
 * decides (`quarantine`).
 *
 * Questions without an event are looked at for identifiers and lateness alone.
 */
export function findSuspects(frame: Frame, activity?: ActivityAround): Suspect[] {
  const { question, dataset, rows } = frame
  const event = eventOf(frame)
  const kept = takeRows(dataset.table, rows)
  const around = activity && { before: pick(activity.before, rows), after: pick(activity.after, rows) }
  const parts = partsOf(frame)
  return question.indicators.flatMap(name => {
    const field = fieldOf(dataset.codebook, name)
    const whole: Suspicion = {
      field,
      column: columnOf(kept, name),
      event: event ?? new Float64Array(0),
      computed: question.at !== undefined && field.availableFrom === momentName(question.at.moment),
      where: '',
      ...(question.at && { moment: question.at.moment as Moment }),
      ...(around && { activity: around }),
    }
    for (const detector of detectors) {
      const evidence = event || !detector.byCourse ? inAny(detector, whole, parts) : undefined
      if (evidence !== undefined) return [{ column: name, kind: detector.kind, evidence }]
    }
    return []
  })
}

/** The question without its suspects, but for those that a person has looked at and keeps. */
export function quarantine(question: Question, suspects: readonly Suspect[], kept: readonly string[] = []): Question {
  const out = new Set(suspects.map(s => s.column).filter(column => !kept.includes(column)))
  return { ...question, indicators: question.indicators.filter(name => !out.has(name)) }
}

interface Part {
  readonly where: string
  readonly rows: Int32Array
}

function inAny(detector: Detector, whole: Suspicion, parts: readonly Part[]): string | undefined {
  const overall = detector.evidence(whole)
  if (overall !== undefined || !detector.byCourse) return overall
  for (const { where, rows } of parts) {
    const column = takeRows({ rows: whole.event.length, columns: [whole.column] }, rows).columns[0]!
    const { activity: _, ...rest } = whole
    const found = detector.evidence({ ...rest, column, event: pick(whole.event, rows), where })
    if (found !== undefined) return found
  }
  return undefined
}

/** Rows by course, where a course says which. */
function partsOf({ dataset, rows }: Frame): Part[] {
  const field = dataset.codebook.fields.find(f => f.role === 'course')
  const column = field && columnOf(dataset.table, field.name)
  if (column?.kind !== 'categorical') return []
  return column.levels.map((level, code) => ({
    where: ` in ${field!.title} ${level}`,
    rows: Int32Array.from(rows.keys()).filter(i => column.codes[rows[i]!] === code),
  }))
}

/** [n] 1 where the question's event happened; nothing where the question names none. */
function eventOf({ question, dataset, sample }: Frame): Float64Array | undefined {
  const classes = eventClasses(question.target, fieldOf(dataset.codebook, question.target.column))
  return classes.length === 0 ? undefined : sample.y.map(c => Number(classes.includes(c)))
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, i => values[i]!)
}
