import { describe, expect, it } from 'vitest'
import { smallCodebook } from '../../test/small.ts'
import { fieldOf } from '../codebook/codebook.ts'
import { givenReader } from './given-reader.ts'

const read = (name: string, given: unknown) => givenReader(fieldOf(smallCodebook, name))(given as string)

describe('givenReader', () => {
  it.each([
    ['HOURS', 1, 0],
    ['HOURS', 3, 2],
    ['HOURS', null, -1],
    ['COURSE', 'b', 1],
    ['COURSE', undefined, -1],
    ['POINTS', 12.5, 12.5],
    ['POINTS', null, NaN],
  ])('%s %o', (name, given, expected) => expect(read(name, given)).toBe(expected))

  it.each([
    ['HOURS', '3', 'wrong_type', /whole numbers 1 few, 2 some, 3 many, got "3"/],
    ['HOURS', 1.5, 'wrong_type', /got 1.5/],
    ['HOURS', 4, 'unknown_code', /no code 4. Give one of 1 few/],
    ['HOURS', NaN, 'wrong_type', /got null/],
    ['HOURS', true, 'wrong_type', /got true/],
    ['HOURS', { a: 1 }, 'wrong_type', /got {"a":1}/],
    ['COURSE', 1, 'wrong_type', /texts a Algebra, b Biology/],
    ['COURSE', '__proto__', 'unknown_code', /no code "__proto__"/],
    ['POINTS', '12', 'wrong_type', /finite number, got "12"/],
    ['POINTS', Infinity, 'wrong_type', /finite number/],
    ['POINTS', 101, 'out_of_range', /between 0 and 100, got 101/],
  ])('refuses %s %o', (name, given, code, says) => {
    expect(() => read(name, given)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(says) }))
  })
})
