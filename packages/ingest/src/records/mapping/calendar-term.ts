import { sqlText } from '../../duckdb.ts'
import { IngestError } from '../../errors.ts'

export interface CalendarTerm {
  readonly name: string
  readonly start: string // "2026-10-01", its day 0
  readonly days: number // how long its courses last
}

const DAY = 86_400_000

/**
 * @throws IngestError `no_calendar`
 * @example parseTerm('2026W=2026-10-01:120') // { name: '2026W', start: '2026-10-01', days: 120 }
 */
export function parseTerm(text: string): CalendarTerm {
  const [, name, start, days] = /^([^=]+)=([^:]+):(\d+)$/.exec(text) ?? []
  const term = { name, start, days: Number(days) }
  if (isTerm(term)) return term
  throw new IngestError('no_calendar', '--term', `a term is written NAME=START:DAYS, as in 2026W=2026-10-01:120; got ${text}.`)
}

/**
 * A table of `name`, `start` (days from 1 January 1970) and `days`.
 *
 * @throws IngestError `no_calendar` where a term stands twice: everything joined to it would be there twice
 */
export function calendarSql(terms: readonly CalendarTerm[]): string {
  const twice = terms.find(({ name }, i) => terms.findIndex(other => other.name === name) < i)
  if (twice)
    throw new IngestError(
      'no_calendar',
      twice.name,
      `the term is given twice, starting on ${terms
        .filter(t => t.name === twice.name)
        .map(t => t.start)
        .join(' and ')}. Give each term once.`,
    )
  const rows = terms.map(({ name, start, days }) => `(${sqlText(name)}, ${Math.floor(Date.parse(start) / DAY)}, ${days})`)
  return `(values ${rows.join(', ')}) calendar(name, start, days)`
}

export function isTerm(value: unknown): value is CalendarTerm {
  if (typeof value !== 'object' || value === null || !('name' in value && 'start' in value && 'days' in value)) return false
  const { name, start, days } = value
  const named = typeof name === 'string' && name.trim() !== ''
  return named && typeof start === 'string' && isDate(start) && Number.isInteger(days) && Number(days) > 0 && Number(days) < 32_768
}

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
