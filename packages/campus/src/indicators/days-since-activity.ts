import type { Indicator } from './indicator.ts'

export const daysSinceActivity: Indicator = {
  name: 'days_since_activity',
  title: 'Days since last activity',
  meaning: 'Days from the last activity in the course pages, before the term or in it, to the moment.',
  unit: 'days',
  minimum: 0,
  integer: true,
  nullWhen: 'no activity yet',
  needs: 'activity',
  actionable: true,
  words: { high: 'last active {value} ago', low: 'last active {value} ago' },
  rule: 'days since last activity',

  compute({ rows, daily, day }) {
    const values = new Float64Array(rows).fill(NaN)
    for (let r = 0; r < rows; r++) {
      if (daily.starts[r + 1]! > daily.starts[r]!) values[r] = day[r]! - daily.day[daily.starts[r + 1]! - 1]!
    }
    return values
  },
}
