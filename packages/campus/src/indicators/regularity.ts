import type { Known } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'
import { weeklyAmounts } from './weeks.ts'

/** How evenly the work is spread. */
export const regularity: readonly Indicator[] = [
  {
    name: 'weeks_active_share',
    title: 'Share of weeks with activity',
    meaning: 'Of the whole weeks of the term counted back from the moment, the share with any activity.',
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: 'no week of the term is over',
    needs: 'activity',
    actionable: true,
    words: { high: 'was active in {value} of the weeks', low: 'was active in only {value} of the weeks' },
    compute: rowwise((known, r) => {
      const weeks = weeklyAmounts(known, r)
      return weeks.filter(w => w > 0).length / weeks.length
    }),
  },
  {
    name: 'longest_gap',
    title: 'Longest time without activity',
    meaning: 'Most days in a row without activity from the start of the term to the moment.',
    unit: 'days',
    minimum: 0,
    integer: true,
    nullWhen: 'the term has not begun',
    needs: 'activity',
    actionable: false,
    words: { high: 'was away for {value} in a row', low: 'was never away for more than {value} in a row' },
    compute: rowwise((known, r) => longestGap(known, r)),
  },
  {
    name: 'unevenness',
    title: 'Unevenness of weekly work',
    meaning: 'Standard deviation of the clicks of whole weeks counted back from the moment, divided by their mean.',
    unit: '',
    minimum: 0,
    nullWhen: 'fewer than two weeks of the term are over, or none has any activity',
    needs: 'activity',
    actionable: true,
    words: { high: 'works less evenly from week to week than most', low: 'works more evenly from week to week than most' },
    compute: rowwise((known, r) => {
      const weeks = weeklyAmounts(known, r)
      if (weeks.length < 2) return NaN
      const mean = weeks.reduce((a, b) => a + b, 0) / weeks.length
      const spread = weeks.reduce((sum, w) => sum + (w - mean) * (w - mean), 0) / weeks.length
      return mean > 0 ? Math.sqrt(spread) / mean : NaN
    }),
  },
  {
    name: 'weekday_spread',
    title: 'Spread over the days of the week',
    meaning: 'Number of different days of the week (counted from the first day of the term) with any activity this term.',
    unit: 'days of the week',
    minimum: 0,
    maximum: 7,
    integer: true,
    nullWhen: '',
    needs: 'activity',
    actionable: true,
    words: { high: 'works on {value}', low: 'works on only {value}' },
    compute: rowwise(({ daily }, r) => {
      const days = new Set<number>()
      for (let d = daily.starts[r]!; d < daily.starts[r + 1]!; d++) if (daily.day[d]! >= 0) days.add(daily.day[d]! % 7)
      return days.size
    }),
  },
]

function longestGap({ daily, day }: Known, row: number): number {
  if (day[row]! < 0) return NaN
  let last = -1
  let longest = 0
  for (let d = daily.starts[row]!; d < daily.starts[row + 1]!; d++) {
    if (daily.day[d]! < 0) continue
    longest = Math.max(longest, daily.day[d]! - last - 1)
    last = daily.day[d]!
  }
  return Math.max(longest, day[row]! - last)
}
