import type { Bundle } from '../bundle.ts'
import { fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import { isoDate } from '../moment/calendar.ts'
import { type Delays, outcomeKnown } from '../moment/cut.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { dayOf, type Moment, momentName } from '../moment/moment.ts'
import type { Records } from '../records/records.ts'
import { compileScorer, eventClasses } from '../score/compile-scorer.ts'

/** Every enrolment of the running term, with its forecast or the reason for none. */
export interface RunningForecasts {
  readonly date: string // 2014-03-29
  readonly lines: readonly RunningLine[] // in the order of the records
  /** How many enrolments of the running sections have each; sums to `lines.length`. */
  readonly coverage: readonly { readonly what: string; readonly rows: number }[]
}

export interface RunningLine {
  readonly student: string
  readonly course: string
  readonly term: string
  /** At which trained moment the forecast stands: the latest that is not after the date. Absent without a forecast. */
  readonly moment?: string
  readonly eventProbability?: number
  readonly none?: NoForecast
}

export type NoForecast =
  | 'withdrawn'
  | 'registered after the moment'
  | 'not registered yet'
  | 'before the first trained moment'
  | 'the outcome is known'

/**
 * Forecasts for enrolments that have no outcome yet, on a date in the running term. Of the models (one per prediction moment, all of one
 * question) every section takes the one with the latest moment that is not after the date, and its enrolments are cut at *that*
 * moment: a model is never shown more than it learned from. Sections that are over, or begin after the date, are not listed; every
 * enrolment of the others is.
 *
 * @param date days since 1970
 * @throws CampusError `bad_question` (no model, models of different questions, a model without a moment in the term), `no_rows` (nothing runs on the date)
 */
export function forecastRunning(records: Records, bundles: readonly Bundle[], date: number): RunningForecasts {
  const moments = bundles.map(momentOf)
  checkSameQuestion(bundles)
  const { enrolments, sections, terms, courses, students } = records
  const day = sections.map(s => date - terms[s.term]!.start)
  const running = sections.map((s, i) => day[i]! >= 0 && day[i]! <= s.days)
  if (!running.includes(true)) {
    const span = sections.map(s => terms[s.term]!.start)
    throw new CampusError(
      'no_rows',
      `Nothing runs on ${isoDate(date)}: the sections begin from ${isoDate(Math.min(...span))} to ${isoDate(Math.max(...span))}. Give a date in a term, or import that term.`,
    )
  }
  const chosen = sections.map((section, s) => latest(moments, m => dayOf(m, section, terms[section.term]!), day[s]!))
  const probability = new Float64Array(enrolments.student.length).fill(NaN)
  new Set(chosen.filter((m, s) => m >= 0 && running[s])).forEach(m => {
    for (const [i, p] of eventProbabilities(records, bundles[m]!)) if (chosen[enrolments.section[i]!] === m) probability[i] = p
  })
  const out = outcomeKnown(records, Int32Array.from(enrolments.student.keys()), { marking: 0, results: 0 })
  const lines = Array.from(enrolments.student.keys()).flatMap((i): RunningLine[] => {
    const s = enrolments.section[i]!
    if (!running[s]) return []
    const section = sections[s]!
    const who = { student: students[enrolments.student[i]!]!, course: courses[section.course]!, term: terms[section.term]!.name }
    const none = reasonForNone(
      enrolments.registered[i]!,
      enrolments.withdrawn[i]!,
      day[s]!,
      chosen[s]! >= 0,
      probability[i]!,
      out[i]! <= date,
    )
    if (none !== undefined) return [{ ...who, none }]
    return [{ ...who, moment: momentName(moments[chosen[s]!]!), eventProbability: probability[i]! }]
  })
  return { date: isoDate(date), lines, coverage: coverageOf(lines) }
}

function reasonForNone(
  registered: number,
  withdrawn: number,
  today: number,
  trained: boolean,
  probability: number,
  out: boolean,
): NoForecast | undefined {
  if (out) return 'the outcome is known'
  if (withdrawn <= today) return 'withdrawn'
  if (registered > today) return 'not registered yet'
  if (!trained) return 'before the first trained moment'
  return Number.isNaN(probability) ? 'registered after the moment' : undefined
}

/** Which moment is the last that is not after the day; −1: none. */
function latest(moments: readonly Moment[], dayIn: (moment: Moment) => number, today: number): number {
  return moments.reduce((best, moment, m) => {
    const day = dayIn(moment)
    return day <= today && (best < 0 || day > dayIn(moments[best]!)) ? m : best
  }, -1)
}

/** Position in the records and probability of the event, of everyone in the population at the bundle's moment. */
function eventProbabilities(records: Records, bundle: Bundle): [number, number][] {
  const { codebook, question } = bundle
  const { dataset, enrolment } = datasetAt(records, momentOf(bundle), delaysOf(bundle))
  const { data, cols } = compileScorer(bundle).forecastTable(dataset.table)
  const event = eventClasses(question.target, fieldOf(codebook, question.target.column))
  return Array.from(enrolment, (i, r) => [i, event.reduce((sum, c) => sum + data[r * cols + c]!, 0)])
}

function momentOf({ question }: Bundle): Moment {
  if (question.at && question.at.moment.kind !== 'date') return question.at.moment
  throw new CampusError(
    'bad_question',
    'A model for a running term must be trained at a day or share of term ("week 8"), so that it means the same in every term. Train it with --moment.',
  )
}

function delaysOf({ question }: Bundle): Delays {
  return question.at?.delays ?? { marking: 0, results: 0 }
}

function checkSameQuestion(bundles: readonly Bundle[]): void {
  const [first, ...rest] = bundles
  if (!first) throw new CampusError('bad_question', 'Give at least one model: one per prediction moment.')
  const other = rest.find(b => JSON.stringify(b.question.target) !== JSON.stringify(first.question.target))
  if (!other) return
  throw new CampusError(
    'bad_question',
    `The models ask different questions: ${first.report.question} | ${other.report.question} Give the models of one question.`,
  )
}

function coverageOf(lines: readonly RunningLine[]): RunningForecasts['coverage'] {
  const counts = new Map<string, number>()
  for (const { none, moment } of lines) {
    const what = none ?? `forecast as of ${moment}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, rows]) => ({ what, rows })).sort((a, b) => b.rows - a.rows || (a.what < b.what ? -1 : 1))
}
