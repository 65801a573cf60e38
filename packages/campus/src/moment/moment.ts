import { CampusError } from '../errors.ts'
import type { Section, Term } from '../records/records.ts'

/**
 * The prediction moment: what is known by the end of that day may be used, nothing later.
 * A day of term or share of term is another date in every term; a date is one day for all.
 */
export type Moment =
  | { readonly kind: 'day'; readonly day: number } // of the term; 0 is its first
  | { readonly kind: 'share'; readonly share: number } // of the section's length, 0 to 1
  | { readonly kind: 'date'; readonly date: number } // days since 1 January 1970

/**
 * @example parseMoment('week 8') // { kind: 'day', day: 56 }
 * @example parseMoment('25%') // { kind: 'share', share: 0.25 }
 * @throws CampusError `bad_question`
 */
export function parseMoment(text: string): Moment {
  const day = /^day (-?\d{1,4})$/.exec(text)
  if (day) return { kind: 'day', day: Number(day[1]) }
  const week = /^week (\d{1,3})$/.exec(text)
  if (week) return { kind: 'day', day: 7 * Number(week[1]) }
  const share = /^(\d{1,3}(?:\.\d+)?) ?%$/.exec(text)
  if (share && Number(share[1]) <= 100) return { kind: 'share', share: Number(share[1]) / 100 }
  const date = dateOf(text)
  if (date !== undefined) return { kind: 'date', date }
  throw new CampusError('bad_question', `${text} is no prediction moment. Write "week 8", "day 30", "25%" or a date like 2014-03-01.`)
}

/** "week 8", "day 30", "25 % of term", "2014-03-01": what `parseMoment` reads again (a share without "of term"). */
export function momentName(moment: Moment): string {
  switch (moment.kind) {
    case 'day':
      return moment.day >= 0 && moment.day % 7 === 0 ? `week ${moment.day / 7}` : `day ${moment.day}`
    case 'share':
      return `${Math.round(moment.share * 1000) / 10} %`
    case 'date':
      return isoDate(moment.date)
    default:
      return moment satisfies never
  }
}

/** Which day of its term the moment is in a section. A share is rounded down to a whole day. */
export function dayOf(moment: Moment, { days }: Section, { start }: Term): number {
  switch (moment.kind) {
    case 'day':
      return moment.day
    case 'share':
      return Math.floor(moment.share * days)
    case 'date':
      return moment.date - start
    default:
      return moment satisfies never
  }
}

/** Days from 1 January 1970 to a date written 2014-03-01; undefined where it is none. */
export function dateOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time)) return undefined
  const days = time / 86_400_000
  return isoDate(days) === text ? days : undefined
}

/** @example isoDate(0) // '1970-01-01' */
export function isoDate(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** @example dayName(16158) // '29 March 2014' */
export function dayName(days: number): string {
  const date = new Date(days * 86_400_000)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}
