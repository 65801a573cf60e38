import { describe, expect, it } from 'vitest'
import { smallCodebook } from '../../test/small.ts'
import { askQuestion, sentence } from './ask-question.ts'

const ask = (target: string, more: object = {}) => askQuestion(smallCodebook, { target, ...more })

describe('askQuestion', () => {
  it('leaves protected and optional columns out unless named', () => {
    expect(ask('GRADE').indicators).toEqual(['HOURS', 'POINTS', 'COURSE'])
    expect(ask('GRADE', { withProtected: true }).indicators).toEqual(['SEX', 'HOURS', 'POINTS', 'COURSE'])
    expect(ask('GRADE', { with: ['WISH', 'SEX'], without: ['POINTS'] }).indicators).toEqual(['SEX', 'HOURS', 'WISH', 'COURSE'])
  })

  it.each([
    { target: 'GRADE', expected: { kind: 'ordinal', column: 'GRADE', event: { name: 'Grade Fail', values: ['0'] } } },
    { target: 'GRADE<=1', expected: { kind: 'binary', column: 'GRADE', event: { name: 'Grade Fail or Pass', values: ['0', '1'] } } },
    { target: 'GRADE < 1', expected: { kind: 'binary', column: 'GRADE', event: { name: 'Grade Fail', values: ['0'] } } },
    { target: 'GRADE>=Top', expected: { kind: 'binary', column: 'GRADE', event: { name: 'Grade Top', values: ['2'] } } },
    { target: 'COURSE=Algebra', expected: { kind: 'binary', column: 'COURSE', event: { name: 'Course Algebra', values: ['a'] } } },
    { target: 'POINTS', expected: { kind: 'regression', column: 'POINTS' } },
    { target: 'POINTS: 40, 60.5', expected: { kind: 'ordinal', column: 'POINTS', cuts: [40, 60.5] } },
    {
      target: 'POINTS<40',
      expected: { kind: 'binary', column: 'POINTS', event: { name: 'Points before below 40', comparison: '<', bound: 40 } },
    },
  ])('reads $target', ({ target, expected }) => {
    expect(ask(target).target).toEqual(expected)
    expect(ask(target).indicators).not.toContain(expected.column)
  })

  it.each([
    { target: 'NOPE', code: 'unknown_column', says: /It has: ID, SEX/ },
    { target: 'GRADE=9', code: 'unknown_code', says: /no code 9. Known: 0 \(Fail\)/ },
    { target: 'COURSE', code: 'bad_question', says: /COURSE=a or COURSE=b/ },
    { target: 'COURSE<a', code: 'bad_question', says: /has no order/ },
    { target: 'GRADE<=2', code: 'bad_question', says: /holds 3 of the 3 codes/ },
    { target: 'POINTS<many', code: 'bad_question', says: /needs a number, got many/ },
    { target: 'POINTS:60,40', code: 'bad_question', says: /rising numbers .* got 60,40/ },
    { target: 'POINTS:40,', code: 'bad_question', says: /rising numbers/ },
    { target: 'GRADE:1', code: 'bad_question', says: /has codes already/ },
    { target: 'ID', code: 'bad_question', says: /names rows/ },
  ])('refuses $target', ({ target, code, says }) => {
    expect(() => ask(target)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(says) }))
  })

  it('names how many bands', () => {
    expect(sentence(ask('POINTS:40,60'), smallCodebook)).toContain('can the Points before in 3 bands be forecast')
  })

  it('says the question in one sentence', () => {
    expect(sentence(ask('GRADE<=1'), smallCodebook)).toBe(
      'For all enrolments with a recorded Grade: can Grade Fail or Pass be forecast before the result is known, from 3 indicators (protected ones left out)?',
    )
  })
})
