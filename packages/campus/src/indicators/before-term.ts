import type { Known } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

/** Activity before the first day of the term: who looks around early. */
export const beforeTerm: readonly Indicator[] = [
  {
    name: 'clicks_before_term',
    byDesign: true,
    title: 'Clicks before the term',
    meaning: 'Clicks in the course pages before the first day of the term.',
    unit: 'clicks',
    minimum: 0,
    nullWhen: '',
    needs: 'activity',
    actionable: false,
    words: { high: 'made {value} before the term began', low: 'made only {value} before the term began' },
    compute: rowwise((known, r) => before(known, r, d => known.daily.amount[d]!)),
  },
  {
    name: 'active_days_before_term',
    byDesign: true,
    title: 'Days with activity before the term',
    meaning: 'Days before the first day of the term on which the student did anything in the course pages.',
    unit: 'days',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'activity',
    actionable: false,
    words: { high: 'was active on {value} before the term began', low: 'was active on only {value} before the term began' },
    compute: rowwise((known, r) => before(known, r, () => 1)),
  },
]

function before({ daily }: Known, row: number, of: (d: number) => number): number {
  let sum = 0
  for (let d = daily.starts[row]!; d < daily.starts[row + 1]! && daily.day[d]! < 0; d++) sum += of(d)
  return sum
}
