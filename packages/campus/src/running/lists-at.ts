import type { FitContext } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { momentName } from '../moment/moment.ts'
import type { Records } from '../records/records.ts'
import type { Forecast } from '../score/forecast.ts'
import { type Ranked, rankLists } from './rank-lists.ts'
import { refitRunning, type Stability } from './refit-running.ts'
import { hasSlowReasons, scoreAt, withReasons } from './score-at.ts'

export interface RunningOptions {
  /** Say what became of past students with about the same forecast. */
  readonly words?: boolean
  /** Why: of everyone, of those on the list, or of everyone unless that is slow (a forest in the model). Default: of nobody. */
  readonly reasons?: 'all' | 'listed' | 'affordable'
  /** Places on each list; default a tenth of its enrolments. */
  readonly listLength?: number
  /** Refit so often on other past students, to see who stays on the list. Default 0. */
  readonly refits?: number
  readonly seed?: number // of the refits; default 1
}

/** What is said of an enrolment that has a forecast. */
export interface RunningForecast extends Forecast {
  /** At which trained moment the forecast stands: the latest that is not after the date. */
  readonly moment: string
  /** Place on the list of its term and moment, of how many; equal forecasts share the better one. Absent where the question has no event. */
  readonly rank?: number
  readonly of?: number
  readonly stability?: Stability
}

/** One model's forecasts of running enrolments, in lists. */
export interface ListsAt {
  readonly lists: readonly Ranked[] // rows: positions in the records
  readonly forecasts: ReadonlyMap<number, RunningForecast> // by position in the records
  readonly notes: readonly string[]
}

/**
 * @param wanted positions in the records, all of them in the population at the model's moment
 * @param date days since 1970
 * @throws CampusError, LearnError as `forecastRunning`
 */
export function listsAt(
  records: Records,
  bundle: Bundle,
  wanted: readonly number[],
  date: number,
  { words = false, reasons, listLength, refits = 0, seed = 1 }: RunningOptions,
  ctx: Pick<FitContext, 'signal' | 'progress'>,
): ListsAt {
  const { enrolments, sections, terms } = records
  const moment = momentName(bundle.question.at!.moment)
  const at = { ...ctx, ...(ctx.progress && { progress: saying(moment, ctx.progress) }) }
  const scored = scoreAt(records, bundle, new Set(wanted), { words }, at)
  const termOf = (row: number) => terms[sections[enrolments.section[scored.enrolment[row]!]!]!.term]!.name
  const lists = rankLists(scored.forecasts, termOf, moment, listLength)
  const few = reasons === 'listed' || (reasons === 'affordable' && hasSlowReasons(bundle.fitted))
  const explained = few
    ? lists.flatMap(({ rows, rank, listed }) => rows.filter((_, i) => rank[i]! <= listed))
    : [...scored.forecasts.keys()]
  const told = reasons ? withReasons(scored, explained, at) : scored.forecasts
  const notes =
    few && reasons === 'affordable'
      ? [`${moment}: reasons are given of those on the list only: of a forest they take about a tenth of a second each`]
      : []
  const places = new Map(lists.flatMap(list => list.rows.map((row, i) => [row, { rank: list.rank[i]!, of: list.n }] as const)))
  const stability = new Map(
    refits > 0
      ? lists.flatMap(list => refitRunning(scored, list, { date, refits, seed }, at).map((s, i) => [list.rows[i]!, s] as const))
      : [],
  )
  const forecasts = told.map((forecast, row): [number, RunningForecast] => [
    scored.enrolment[row]!,
    { moment, ...places.get(row), ...(stability.has(row) && { stability: stability.get(row)! }), ...forecast },
  ])
  return {
    lists: lists.map(list => ({ ...list, rows: list.rows.map(row => scored.enrolment[row]!) })),
    forecasts: new Map(forecasts),
    notes: [...scored.notes.map(note => `${moment}: ${note}`), ...notes],
  }
}

type Progress = NonNullable<FitContext['progress']>

function saying(moment: string, progress: Progress): Progress {
  return ({ what, ...rest }) => progress({ what: `${moment}: ${what}`, ...rest })
}
