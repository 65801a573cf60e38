import { describe, expect, it } from 'vitest'
import type { Field } from '../codebook/codebook.ts'
import { valueInWords } from './value-in-words.ts'

const field = (words: Field['words'], scale: Partial<Field['scale']> = {}): Field =>
  ({
    name: 'x',
    title: 'X',
    role: 'indicator',
    actionable: true,
    scale: { kind: 'quantity', ...scale },
    ...(words && { words }),
  }) as Field

const days = field({ high: 'was active on {value}', low: 'was active on only {value}' }, { minimum: 0, maximum: 7, unit: 'days' })
const lead = field({ high: 'hands in {value} before it is due', low: 'hands in late' }, { unit: 'days' })

describe('valueInWords', () => {
  it.each([
    [1, 3, 'was active on only 1 day'],
    [2, 3, 'was active on only 2 days'],
    [2.25, 3, 'was active on only 2.3 days'],
    [4, 3, 'was active on 4 days'],
    [0, 0, 'was active on no days'],
    [7, 7, 'was active on 7 days'],
    [3, 3, undefined],
    [NaN, 3, undefined],
  ])('%s beside a typical %s: %s', (value, typical, words) => {
    expect(valueInWords(days, value, typical)).toBe(words)
  })

  it.each([
    [5, 2, 'hands in 5 days before it is due'],
    [-1, 2, 'hands in late'],
    [1, 2, undefined], // below what is typical, and not late
    [-1, -3, undefined], // above what is typical, and not before
    [0, 2, undefined],
  ])('a number with a sign, %s beside a typical %s: %s', (value, typical, words) => {
    expect(valueInWords(lead, value, typical)).toBe(words)
  })

  it('puts the unit into the singular where there is one of it, and nowhere else', () => {
    const said = (unit: string, value: number) => valueInWords(field({ high: '{value}', low: '{value}' }, { minimum: 0, unit }), value, 9)
    expect(said('pieces of work', 1)).toBe('1 piece of work')
    expect(said('of 100', 1)).toBe('1 of 100')
    expect(said('times the median', 1)).toBe('1 times the median')
    expect(said('', 1)).toBe('1')
    expect(said('clicks', 1.04)).toBe('1.0 clicks')
  })

  it('says a share as a percentage, and none as none, but no score of 0 so', () => {
    const said = (scale: object, value: number) =>
      valueInWords(field({ high: '{value} of it', low: 'only {value} of it' }, { minimum: 0, ...scale }), value, 0.5)
    expect(said({ maximum: 1 }, 0.756)).toBe('76 % of it')
    expect(said({ maximum: 1 }, 0.0034)).toBe('only 0.3 % of it')
    expect(said({ maximum: 1 }, 0)).toBe('only 0 % of it')
    expect(said({ maximum: 100, unit: 'of 100' }, 0)).toBe('only 0 of 100 of it')
    expect(said({ unit: 'pieces of work' }, 0)).toBe('no pieces of work of it')
  })

  it('says nothing of a field without words', () => {
    expect(valueInWords(field(undefined), 1, 2)).toBeUndefined()
  })
})
