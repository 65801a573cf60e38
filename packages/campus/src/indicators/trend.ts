import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'
import { weeklyAmounts } from './weeks.ts'

/** Whether the student does more or less as the term goes on. */
export const trend: readonly Indicator[] = [
  {
    name: 'clicks_trend',
    title: 'Trend of clicks',
    meaning: 'Slope of the least-squares line through the clicks of whole weeks counted back from the moment, relative to their mean.',
    unit: 'of the mean a week',
    nullWhen: 'fewer than three weeks of the term are over, or none has any activity',
    needs: 'activity',
    actionable: true,
    words: { high: 'does more from week to week', low: 'does less from week to week' },
    compute: rowwise((known, r) => relativeSlope(weeklyAmounts(known, r))),
  },
  {
    name: 'last_week_against_earlier',
    title: 'Last week against earlier weeks',
    meaning: 'Clicks of the last seven days divided by the mean of the earlier whole weeks of the term, at most 10.',
    unit: 'times',
    minimum: 0,
    maximum: 10,
    nullWhen: 'fewer than two weeks of the term are over, or none before the last has any activity',
    needs: 'activity',
    actionable: true,
    words: {
      high: 'did {value} as much last week as in the weeks before',
      low: 'did only {value} as much last week as in the weeks before',
    },
    compute: rowwise((known, r) => {
      const weeks = weeklyAmounts(known, r)
      const earlier = weeks.slice(0, -1)
      return Math.min(10, weeks.at(-1)! / meanOf(earlier))
    }),
  },
]

function relativeSlope(weeks: Float64Array): number {
  const n = weeks.length
  if (n < 3) return NaN
  const middle = (n - 1) / 2
  let top = 0
  let bottom = 0
  weeks.forEach((amount, w) => {
    top += (w - middle) * amount
    bottom += (w - middle) * (w - middle)
  })
  return top / bottom / meanOf(weeks)
}

/** NaN where there is nothing to divide by. */
function meanOf(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return mean > 0 ? mean : NaN
}
