import { describe, expect, it } from 'vitest'
import { findMeasures } from './find-measures.ts'

const found = (...names: string[]) => findMeasures(names).map(({ name, columns }) => [name, ...columns])

describe('findMeasures', () => {
  it.each([
    [['G2', 'age', 'G1'], [['G', 'G1', 'G2']]],
    [
      ['Units 1st sem (passed)', 'Units 2nd sem (passed)', 'Units 1st sem (taken)'],
      [['Units sem (passed)', 'Units 1st sem (passed)', 'Units 2nd sem (passed)']],
    ],
    [['second mark', 'first mark', 'third mark'], [['mark', 'first mark', 'second mark', 'third mark']]],
    [['gpa_2023', 'gpa_2024'], [['gpa', 'gpa_2023', 'gpa_2024']]],
    [['x 9', 'x 10'], [['x', 'x 9', 'x 10']]],
    [['1', '2'], [['#', '1', '2']]],
  ])('%j', (names, measures) => expect(found(...names)).toEqual(measures))

  it.each([
    ['names that differ in a word', ['mark math', 'mark art']],
    ['numbers with a gap', ['x1', 'x3']],
    ['one column', ['G1']],
    ['a long list', Array.from({ length: 7 }, (_, i) => `Q${i + 1}`)],
    ['two names of one number', ['mark 1st', 'mark 1', 'mark first']],
    ['numbers that are codes', ['x20230101', 'x20230102']],
    ['names that are too long', [`${'x'.repeat(200)}1`, `${'x'.repeat(200)}2`]],
    ['nothing', []],
    ['what every object has', ['constructor a', 'toString a']],
  ])('finds none in %s', (_, names) => expect(found(...names)).toEqual([]))

  it('gives a column to one measure, and stops at 12', () => {
    expect(found('a1 b1', 'a1 b2', 'a2 b1')).toEqual([['a b1', 'a1 b1', 'a2 b1']])
    const many = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i)).flatMap(c => [`${c}1`, `${c}2`])
    expect(found(...many)).toHaveLength(12)
    expect(found(...many.toReversed())).toEqual(found(...many))
  })
})
