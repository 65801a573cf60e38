import { expect, it } from 'vitest'
import { dateOf, isoDate } from './calendar.ts'

it('agrees with the platform on every day of two centuries', () => {
  for (let days = -40_000; days < 40_000; days++) {
    const text = new Date(days * 86_400_000).toISOString().slice(0, 10)
    expect(isoDate(days)).toBe(text)
    expect(dateOf(text)).toBe(days)
  }
})

it.each(['2014-02-30', '2013-02-29', '2014-13-01', '2014-00-10', '14-01-01', 'today'])('%s is no date', text => {
  expect(dateOf(text)).toBeUndefined()
})
