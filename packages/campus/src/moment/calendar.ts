/**
 * Days from 1 January 1970 to a date written 2014-03-01, in the Gregorian calendar; undefined where it is none.
 *
 * Source: Hinnant (2013), chrono-compatible low-level date algorithms.
 *
 * @example dateOf('1970-01-02') // 1
 */
export function dateOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  return isoDate(days) === text ? days : undefined
}

/** @example isoDate(0) // '1970-01-01' */
export function isoDate(days: number): string {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153) // March is 0
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const padded = (value: number, width: number) => String(value).padStart(width, '0')
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** @example dayName(16158) // '29 March 2014' */
export function dayName(days: number): string {
  const [year, month, day] = isoDate(days).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`
}
