import type { Indicator } from './indicator.ts'

export const activeDays: Indicator = {
  name: 'active_days',
  title: 'Days with activity',
  meaning: 'Days from the start of the term to the moment on which the student did anything in the course pages.',
  unit: 'days',
  minimum: 0,
  integer: true,
  nullWhen: '',
  needs: 'activity',
  actionable: true,
  words: { high: 'was active on {value}', low: 'was active on only {value}' },

  compute({ rows, daily }) {
    const values = new Float64Array(rows)
    for (let r = 0; r < rows; r++) {
      for (let d = daily.starts[r]!; d < daily.starts[r + 1]!; d++) if (daily.day[d]! >= 0) values[r]!++
    }
    return values
  },
}
