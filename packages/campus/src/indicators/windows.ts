import type { Daily, Known } from '../moment/known.ts'

/** The last days that indicators of recent activity look at: a week, two, four. */
export const WINDOWS = [7, 14, 28] as const

/** Sums over the row's active days from `from` on, to the moment. */
export function sumFrom({ daily }: Known, row: number, from: number, of: (daily: Daily, at: number) => number): number {
  let sum = 0
  for (let d = daily.starts[row + 1]! - 1; d >= daily.starts[row]! && daily.day[d]! >= from; d--) sum += of(daily, d)
  return sum
}

/** The first day of the last `days` days, the moment's own among them. */
export function windowStart({ day }: Known, row: number, days: number): number {
  return day[row]! - days + 1
}
