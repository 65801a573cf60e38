import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'
import { sumFrom, WINDOWS, windowStart } from './windows.ts'

const count = () => 1

/** Since the start of the term, and in the last one, two and four weeks. */
export const activeDays: readonly Indicator[] = [
  {
    name: 'active_days',
    byDesign: true,
    title: 'Days with activity',
    meaning: 'Days from the start of the term to the moment on which the student did anything in the course pages.',
    unit: 'days',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'activity',
    actionable: true,
    words: { high: 'was active on {value} this term', low: 'was active on only {value} this term' },
    compute: rowwise((known, r) => sumFrom(known, r, 0, count)),
  },
  ...WINDOWS.map(
    (days): Indicator => ({
      name: `active_days_last_${days}`,
      byDesign: true,
      title: `Days with activity in the last ${days}`,
      meaning: `Days of the last ${days}, the moment's own among them, on which the student did anything in the course pages.`,
      unit: 'days',
      minimum: 0,
      maximum: days,
      integer: true,
      nullWhen: '',
      needs: 'activity',
      actionable: true,
      words: { high: `was active on {value} of the last ${days}`, low: `was active on only {value} of the last ${days}` },
      compute: rowwise((known, r) => sumFrom(known, r, windowStart(known, r, days), count)),
    }),
  ),
]
