import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

export const clicksPerActiveDay: Indicator = {
  name: 'clicks_per_active_day',
  byDesign: true,
  title: 'Clicks per active day',
  meaning: 'Clicks so far, before the term or in it, divided by the days with any activity.',
  unit: 'clicks',
  minimum: 0,
  nullWhen: 'no activity yet',
  needs: 'activity',
  actionable: true,
  words: { high: 'makes {value} on a day of work', low: 'makes only {value} on a day of work' },
  compute: rowwise(({ daily }, r) => {
    let sum = 0
    for (let d = daily.starts[r]!; d < daily.starts[r + 1]!; d++) sum += daily.amount[d]!
    return sum / (daily.starts[r + 1]! - daily.starts[r]!)
  }),
}
