import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

export const firstActivity: Indicator = {
  name: 'first_activity',
  byDesign: true,
  title: 'Day of first activity',
  meaning: 'Day of the term on which the student first did anything in the course pages; negative before the term.',
  unit: 'days',
  integer: true,
  nullWhen: 'no activity yet',
  needs: 'activity',
  actionable: false,
  words: { high: 'first looked at the course {value} after its start', low: 'looked at the course early' },
  compute: rowwise(({ daily }, r) => (daily.starts[r + 1]! > daily.starts[r]! ? daily.day[daily.starts[r]!]! : NaN)),
}
