import { sqlText } from '../../duckdb.ts'

/** How a file writes days. A time of day may follow; it is not kept, nor is a time zone: a day is the day as written. */
export const dayForms = ['year-month-day', 'day.month.year', 'day/month/year', 'month/day/year', 'day of term'] as const
export type DayForm = (typeof dayForms)[number]

type DateForm = Exclude<DayForm, 'day of term'>

const TIME = String.raw`([ T]?,? ?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?`
const dates: Readonly<Record<DateForm, { readonly pattern: string; readonly parts: readonly [year: number, month: number, day: number] }>> =
  {
    'year-month-day': { pattern: String.raw`(\d{4})-(\d{1,2})-(\d{1,2})${TIME}`, parts: [1, 2, 3] },
    'day.month.year': { pattern: String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})${TIME}`, parts: [3, 2, 1] },
    'day/month/year': { pattern: String.raw`(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})${TIME}`, parts: [3, 2, 1] },
    'month/day/year': { pattern: String.raw`(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})${TIME}`, parts: [3, 1, 2] },
  }

/** SQL: the DATE in a cell, null when it holds none. Years of two digits are 2000 to 2099. */
export function dateSql(cell: string, form: DateForm): string {
  const { pattern, parts } = dates[form]
  const whole = sqlText(pattern)
  const [year, month, day] = parts.map(part => `regexp_extract(${cell}, ${whole}, ${part})`)
  const digits = `case when length(${year}) = 2 then '20' || ${year} else ${year} end || '-' || lpad(${month}, 2, '0') || '-' || lpad(${day}, 2, '0')`
  return `try_cast(case when regexp_full_match(${cell}, ${whole}) then ${digits} end as date)`
}

/**
 * SQL: the day of term in a cell. What is no date stays a text, for the import to refuse; an empty cell is null, and so is every cell
 * when the start of the term is.
 *
 * @param start SQL: days from 1 January 1970 to day 0 of the term
 */
export function daySql(cell: string, form: DayForm, start: string): string {
  if (form === 'day of term') return cell
  const days = `(${dateSql(cell, form)} - date '1970-01-01' - ${start})::varchar`
  return `case when ${cell} is not null and ${start} is not null then coalesce(${days}, 'no date: ' || ${cell}) end`
}

/** What `formsSql` counts in a column. */
export interface FormCounts {
  readonly filled: number
  readonly numbers: number // whole
  readonly years: number // 2026-11-21
  readonly dots: number // 21.11.26
  readonly slashes: number
  readonly dayFirst: number // 21/11/26: can only be a day
  readonly monthFirst: number // 11/21/26
}

/** SQL: one row, the columns of `FormCounts` in their order. */
export function formsSql(cell: string, from: string): string {
  const match = (form: DateForm) => `regexp_full_match(${cell}, ${sqlText(dates[form].pattern)})`
  const part = (at: number) => `try_cast(regexp_extract(${cell}, '^(\\d{1,2})/(\\d{1,2})/', ${at}) as integer) > 12`
  const count = (condition: string) => `count(*) filter (${condition})::integer`
  const slashes = match('day/month/year')
  return `select count(${cell})::integer, ${count(`regexp_full_match(${cell}, '[+-]?\\d{1,5}')`)}, ${count(match('year-month-day'))},
    ${count(match('day.month.year'))}, ${count(slashes)}, ${count(`${slashes} and ${part(1)}`)}, ${count(`${slashes} and ${part(2)}`)} from ${from}`
}

/**
 * The one form that the cells of a column have, from rows that leave no doubt; undefined when they leave one, with the reason.
 *
 * @example formOf({ filled: 2, numbers: 0, years: 0, dots: 0, slashes: 2, dayFirst: 1, monthFirst: 0 }) // { form: 'day/month/year', reason: '1 of 2 can only be read so' }
 */
export function formOf(counts: FormCounts): { readonly form?: DayForm; readonly reason: string; readonly none?: true } {
  const { filled, numbers, years, dots, slashes, dayFirst, monthFirst } = counts
  if (filled === 0) return { none: true, reason: 'no cell is filled' }
  const found = Object.entries({ numbers, years, dots, slashes }).filter(([, n]) => n > 0)
  if (found.length === 0) return { reason: `none of ${filled} cells is a date that is known here` }
  if (found.length > 1) return { reason: 'days are written in several ways' }
  if (numbers > 0) return { form: 'day of term', reason: 'whole numbers' }
  if (years > 0) return { form: 'year-month-day', reason: 'the year stands first' }
  if (dots > 0) return { form: 'day.month.year', reason: 'days with dots' }
  if (dayFirst > 0 && monthFirst > 0)
    return { reason: `${dayFirst} of ${slashes} can only be day/month and ${monthFirst} only month/day: two exports were mixed` }
  if (dayFirst > 0) return { form: 'day/month/year', reason: `${dayFirst} of ${slashes} can only be read so` }
  if (monthFirst > 0) return { form: 'month/day/year', reason: `${monthFirst} of ${slashes} can only be read so` }
  return { reason: `each of ${slashes} can be day/month and month/day` }
}
