import type { Forecast } from '../score/forecast.ts'

/** The enrolments of one term that one model forecasts: they share a list. */
export interface RunningList {
  readonly term: string
  readonly moment: string
  readonly n: number
  readonly listed: number // places on the list
}

/** A list with its rows. */
export interface Ranked extends RunningList {
  readonly rows: readonly number[] // [n] positions among the forecasts, by falling probability of the event
  readonly rank: readonly number[] // [n] equal probabilities share the better rank
}

/**
 * Forecasts of one model as lists, one for each term. There is none where the question names no event: nobody could be listed.
 *
 * @param termOf the term of each forecast
 * @param length places on each list; absent: a tenth of it
 */
export function rankLists(forecasts: readonly Forecast[], termOf: (row: number) => string, moment: string, length?: number): Ranked[] {
  const byTerm = new Map<string, number[]>()
  forecasts.forEach((forecast, row) => {
    if (forecast.eventProbability === undefined) return
    byTerm.set(termOf(row), [...(byTerm.get(termOf(row)) ?? []), row])
  })
  const p = (row: number) => forecasts[row]!.eventProbability!
  return Array.from(byTerm, ([term, unsorted]) => {
    const rows = unsorted.sort((a, b) => p(b) - p(a) || a - b)
    const rank: number[] = []
    rows.forEach((row, i) => void rank.push(i > 0 && p(row) === p(rows[i - 1]!) ? rank[i - 1]! : i + 1))
    const listed = Math.min(rows.length, Math.max(1, length ?? Math.round(rows.length / 10)))
    return { term, moment, n: rows.length, listed, rows, rank }
  })
}
