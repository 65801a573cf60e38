import { describe, expect, it } from 'vitest'
import { isoDate } from './calendar.ts'
import { dayOf, momentName, parseMoment } from './moment.ts'

const section = { course: 0, term: 0, days: 241 }
const term = { name: '2014B', start: 16_102 } // 2014-02-01

describe('moments', () => {
  it.each([
    ['week 8', 56, 'week 8'],
    ['day 30', 30, 'day 30'],
    ['day -3', -3, 'day -3'],
    ['25%', 60, '25 %'],
    ['12.5 %', 30, '12.5 %'],
    ['2014-03-01', 28, '2014-03-01'],
  ])('%s is day %d', (text, day, name) => {
    const moment = parseMoment(text)
    expect(dayOf(moment, section, term)).toBe(day)
    expect(momentName(moment)).toBe(name)
    expect(parseMoment(name)).toEqual(moment)
  })

  it.each(['week', '8', '101%', '2014-02-30', '2014-3-1', 'week -1'])('%s is refused with examples', text => {
    expect(() => parseMoment(text)).toThrow(/no prediction moment. Write "week 8"/)
  })

  it('dates are whole days since 1970', () => {
    expect(isoDate(term.start)).toBe('2014-02-01')
  })
})
