import { type OutOfFold, type Shape, shape } from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import { eventOf, eventScores } from './event-scores.ts'

/**
 * What became of past students whose forecast was made without them, counted by forecast and term; rising in both. Holds nobody's name,
 * row or column.
 */
export interface PastForecasts {
  readonly event: string
  readonly p: readonly number[] // [m] out-of-sample probability of the event, three decimals
  readonly term?: readonly number[] // [m] rising term numbers
  readonly n: readonly number[] // [m] rows with this forecast in this term
  readonly happened: readonly number[] // [m] those of them that had the event
  readonly students: number // that stand behind all rows
}

/** Forecasts made for rows of the frame: `rowOf` their positions there, where they are others. */
export interface MadeFor {
  readonly forecasts: OutOfFold
  readonly rowOf?: ArrayLike<number>
}

/**
 * Forecasts of the event with what happened, each row by the first that tested it; nothing where the question names no event. Three
 * decimals are enough for a band of a hundred, and keep a model small: of 31,000 rows and four terms at most 4,004 counts.
 *
 * @param made out of sample: of folds; or of a later intake, then of the training terms, each left out in turn
 */
export function pastForecasts(made: readonly MadeFor[], frame: Frame): PastForecasts | undefined {
  const event = eventOf(frame)
  if (!event) return undefined
  const { terms, sample } = frame
  const lines = new Map<number, PastRow>()
  for (const { forecasts, rowOf } of made) {
    const { event: happened, repeats } = eventScores(forecasts, event.classes)
    for (const { rows, scores } of repeats) {
      rows.forEach((i, at) => {
        const row = rowOf?.[i] ?? i
        if (!lines.has(row)) lines.set(row, { p: scores[at]!, happened: happened[i]!, ...(terms && { term: terms[row]! }) })
      })
    }
  }
  const students = sample.groups ? new Set(Array.from(lines.keys(), row => sample.groups![row])).size : lines.size
  const rounded = Array.from(lines.values(), row => ({ ...row, p: Math.min(1, Math.round(row.p * 1000) / 1000) }))
  return { event: event.name, ...countRows(rounded), students }
}

export interface PastRow {
  readonly p: number
  readonly happened: number // 0 or 1
  readonly term?: number
}

/** Rows counted by forecast and term. */
export function countRows(rows: readonly PastRow[]): Pick<PastForecasts, 'p' | 'term' | 'n' | 'happened'> {
  const sorted = rows.toSorted((a, b) => a.p - b.p || (a.term ?? 0) - (b.term ?? 0))
  const counts: { p: number; term?: number; n: number; happened: number }[] = []
  for (const { p, term, happened } of sorted) {
    const last = counts.at(-1)
    if (last?.p === p && last.term === term) {
      last.n++
      last.happened += happened
    } else counts.push({ p, ...(term !== undefined && { term }), n: 1, happened })
  }
  const terms = counts.flatMap(({ term }) => term ?? [])
  return {
    p: counts.map(c => c.p),
    ...(terms.length > 0 && { term: terms }),
    n: counts.map(c => c.n),
    happened: counts.map(c => c.happened),
  }
}

const members = shape.record<PastForecasts>({
  event: shape.text,
  p: shape.list(shape.number(0, 1), 1),
  term: shape.optional(shape.list(shape.whole(0))),
  n: shape.list(shape.whole(1), 1),
  happened: shape.list(shape.whole(0), 1),
  students: shape.whole(1),
})

export const pastForecastsShape: Shape<PastForecasts> = shape.where(members, ({ p, happened, term, n, students }) => {
  const same = [happened, n, term ?? p].every(list => list.length === p.length)
  if (!same) return ' must have as many counts and terms as forecasts'
  const rows = n.reduce((a, b) => a + b, 0)
  if (students > rows) return `.students must be at most ${rows}, got ${students}`
  const more = happened.findIndex((count, i) => count > n[i]!)
  if (more >= 0) return `.happened[${more}] must be at most ${n[more]}, got ${happened[more]}`
  const at = p.findIndex((value, i) => i > 0 && value < p[i - 1]!)
  return at < 0 ? undefined : `.p[${at}] must not be below the number before it`
})
