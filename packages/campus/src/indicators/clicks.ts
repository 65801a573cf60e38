import type { Daily } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'
import { sumFrom, WINDOWS, windowStart } from './windows.ts'

const amount = (daily: Daily, d: number) => daily.amount[d]!

/** Since the start of the term, and in the last one, two and four weeks. */
export const clicks: readonly Indicator[] = [
  {
    name: 'clicks',
    byDesign: true,
    title: 'Clicks this term',
    meaning: 'Clicks in the course pages from the start of the term to the moment.',
    unit: 'clicks',
    minimum: 0,
    nullWhen: '',
    needs: 'activity',
    actionable: true,
    words: { high: 'made {value} in the course pages this term', low: 'made only {value} in the course pages this term' },
    compute: rowwise((known, r) => sumFrom(known, r, 0, amount)),
  },
  ...WINDOWS.map(
    (days): Indicator => ({
      name: `clicks_last_${days}`,
      byDesign: true,
      title: `Clicks in the last ${days} days`,
      meaning: `Clicks in the course pages in the last ${days} days, the moment's own among them.`,
      unit: 'clicks',
      minimum: 0,
      nullWhen: '',
      needs: 'activity',
      actionable: true,
      words: { high: `made {value} in the last ${days} days`, low: `made only {value} in the last ${days} days` },
      compute: rowwise((known, r) => sumFrom(known, r, windowStart(known, r, days), amount)),
    }),
  ),
]
