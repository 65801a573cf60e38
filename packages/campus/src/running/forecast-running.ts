import type { FitContext } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { CampusError } from '../errors.ts'
import { isoDate } from '../moment/calendar.ts'
import { outcomeKnown } from '../moment/cut.ts'
import { dayOf } from '../moment/moment.ts'
import type { Records } from '../records/records.ts'
import { type Coverage, coverageOf, type NoForecast, reasonForNone } from './coverage.ts'
import { listsAt, type RunningForecast, type RunningOptions } from './lists-at.ts'
import { latestMoments, momentsOf } from './models-of-question.ts'
import type { RunningList } from './rank-lists.ts'
import { staleRecords } from './stale-records.ts'

/** Every enrolment of the running term, with its forecast or the reason for none. */
export interface RunningForecasts {
  readonly date: string // 2014-03-29
  /** List by list, each by rank; then those without a forecast, in the order of the records. */
  readonly lines: readonly RunningLine[]
  readonly lists: readonly RunningList[]
  /** How many enrolments of the running sections have each; sums to `lines.length`. */
  readonly coverage: readonly Coverage[]
  /** Where the records differ from what the models learned from, or seem old, and what was left out, in sentences. */
  readonly notes: readonly string[]
}

/** With a forecast, or with the reason for none: always one of the two. */
export interface RunningLine extends Partial<RunningForecast> {
  readonly student: string
  readonly course: string
  readonly term: string
  readonly none?: NoForecast
}

/**
 * Forecasts for enrolments that have no outcome yet, on a date in the running term. Of the models (one per prediction moment, all of one
 * question) every section takes the one with the latest moment that is not after the date, and its enrolments are cut at *that*
 * moment: a model is never shown more than it learned from. Sections that are over, or begin after the date, are not listed; every
 * enrolment of the others is. The enrolments of one term that one model forecasts share a list.
 *
 * @param date days since 1970
 * @throws CampusError `bad_question` (no model, models of different questions, a model without a moment in the term), `no_rows`
 *   (nothing runs on the date; no past students to refit on), `unknown_column`, `wrong_type` (a dataset of other columns);
 *   LearnError `aborted`
 */
export function forecastRunning(
  records: Records,
  bundles: readonly Bundle[],
  date: number,
  options: RunningOptions = {},
  ctx: Pick<FitContext, 'signal' | 'progress'> = {},
): RunningForecasts {
  const moments = momentsOf(bundles)
  const { enrolments, sections, terms } = records
  const day = sections.map(s => date - terms[s.term]!.start)
  const running = sections.map((s, i) => day[i]! >= 0 && day[i]! <= s.days)
  checkRunning(records, running, date)
  const chosen = latestMoments(moments, records, date)
  const everyone = Array.from(enrolments.student.keys()).filter(i => running[enrolments.section[i]!])
  const out = outcomeKnown(records, Int32Array.from(enrolments.student.keys()), { marking: 0, results: 0 })
  const none = new Map<number, NoForecast>()
  for (const i of everyone) {
    const s = enrolments.section[i]!
    const reason = reasonForNone({
      registered: enrolments.registered[i]!,
      withdrawn: enrolments.withdrawn[i]!,
      today: day[s]!,
      moment: chosen[s]! < 0 ? undefined : dayOf(moments[chosen[s]!]!, sections[s]!, terms[sections[s]!.term]!),
      outcomeOut: out[i]! <= date,
    })
    if (reason !== undefined) none.set(i, reason)
  }
  const parts = moments.flatMap((_, m) => {
    const wanted = everyone.filter(i => !none.has(i) && chosen[enrolments.section[i]!] === m)
    return wanted.length === 0 ? [] : [listsAt(records, bundles[m]!, wanted, date, options, ctx)]
  })
  const forecasts = new Map(parts.flatMap(part => [...part.forecasts]))
  const listed = parts.flatMap(part => part.lists)
  const inOrder = new Set([...listed.flatMap(list => list.rows), ...forecasts.keys(), ...everyone])
  const lines = Array.from(inOrder, (i): RunningLine => ({ ...whoIs(records, i), ...(forecasts.get(i) ?? { none: none.get(i)! }) }))
  return {
    date: isoDate(date),
    lines,
    lists: listed.map(({ term, moment, n, listed }) => ({ term, moment, n, listed })),
    coverage: coverageOf(lines),
    notes: [...staleRecords(records, moments, chosen, running), ...parts.flatMap(part => part.notes)],
  }
}

function whoIs({ students, courses, terms, sections, enrolments }: Records, i: number) {
  const section = sections[enrolments.section[i]!]!
  return { student: students[enrolments.student[i]!]!, course: courses[section.course]!, term: terms[section.term]!.name }
}

function checkRunning({ sections, terms }: Records, running: readonly boolean[], date: number): void {
  if (running.includes(true)) return
  const span = sections.map(s => terms[s.term]!.start)
  throw new CampusError(
    'no_rows',
    `Nothing runs on ${isoDate(date)}: the sections begin from ${isoDate(Math.min(...span))} to ${isoDate(Math.max(...span))}. Give a date in a term, or import that term.`,
  )
}
