import { type OutOfFold, type Shape, shape } from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import { eventOf, eventScores } from './event-scores.ts'

/** What became of past students whose forecast was made without them, by rising forecast. Holds nobody's name, row or column. */
export interface PastForecasts {
  readonly event: string
  readonly p: readonly number[] // [m] out-of-sample probability of the event, four decimals, rising
  readonly happened: readonly number[] // [m] 0 or 1
  readonly term?: readonly number[] // [m] rising term numbers
  readonly students: number // that stand behind the m rows
}

/**
 * Forecasts of the event with what happened, sorted, each row by the first repeat that tested it; nothing where the question names no event. Four decimals are
 * enough for a band of a hundred, and tie who differs by less.
 *
 * @param forecasts out of sample for the rows tested: of folds, of a later intake, or with each earlier term left out in turn
 */
export function pastForecasts(forecasts: OutOfFold, frame: Frame): PastForecasts | undefined {
  const event = eventOf(frame)
  if (!event) return undefined
  const { event: happened, groups, repeats } = eventScores(forecasts, event.classes)
  const { terms } = frame
  const scoreOf = new Map<number, number>()
  for (const { rows, scores } of repeats.toReversed()) rows.forEach((i, at) => void scoreOf.set(i, scores[at]!))
  const rows = [...scoreOf.keys()]
  const past = Array.from(scoreOf, ([i, score]) => ({
    p: Math.min(1, Math.round(score * 10_000) / 10_000),
    y: happened[i]!,
    term: terms?.[i] ?? 0,
  })).sort((a, b) => a.p - b.p || a.term - b.term || a.y - b.y)
  return {
    event: event.name,
    p: past.map(({ p }) => p),
    happened: past.map(({ y }) => y),
    ...(terms && { term: past.map(({ term }) => term) }),
    students: groups ? new Set(rows.map(i => groups[i]!)).size : rows.length,
  }
}

const members = shape.record<PastForecasts>({
  event: shape.text,
  p: shape.list(shape.number(0, 1), 1),
  happened: shape.list(shape.whole(0, 1), 1),
  term: shape.optional(shape.list(shape.whole(0))),
  students: shape.whole(1),
})

export const pastForecastsShape: Shape<PastForecasts> = shape.where(members, ({ p, happened, term, students }) => {
  const same = happened.length === p.length && (term === undefined || term.length === p.length)
  if (!same) return ' must have as many outcomes and terms as forecasts'
  if (students > p.length) return `.students must be at most ${p.length}, got ${students}`
  const at = p.findIndex((value, i) => i > 0 && value < p[i - 1]!)
  return at < 0 ? undefined : `.p[${at}] must not be below the number before it`
})
