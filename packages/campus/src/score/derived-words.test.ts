import { categoricalColumn, type Derivation, numericColumn, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { termsCodebook } from '../../test/terms.ts'
import { derivedTitle, derivedValue } from './derived-words.ts'

const share: Derivation = { kind: 'share', name: 's', part: 'PASSED2', whole: 'TAKEN2' }
const total: Derivation = { kind: 'total', name: 't', measure: 'units passed', columns: ['PASSED1', 'PASSED2'] }
const change: Derivation = { kind: 'change', name: 'c', measure: 'units passed', from: 'PASSED1', to: 'PASSED2' }
const relative: Derivation = { kind: 'relative', name: 'r', column: 'PASSED2', by: 'COURSE', means: [2, 4.128], overall: 3 }
const row = (values: Readonly<Record<string, number>>, course = 0) =>
  table([
    ...['TAKEN1', 'PASSED1', 'TAKEN2', 'PASSED2'].map(name => numericColumn(name, [values[name] ?? 0])),
    categoricalColumn('COURSE', [course], ['a', 'b', '(unseen)']),
  ])

describe('derivedTitle', () => {
  it.each([
    [share, 'Units 2nd term: passed of taken'],
    [{ ...share, whole: 'AGE' }, 'Units 2nd term (passed) of Age'],
    [total, 'Total of units passed'],
    [change, 'Change of units passed'],
    [relative, "Units 2nd term (passed), beside the course's mean"],
    [{ ...relative, by: 'LEFT' }, "Units 2nd term (passed), beside the Left's mean"],
  ])('%#', (derivation, title) => expect(derivedTitle(derivation, termsCodebook, [derivation])).toBe(title))

  it('tells two changes of one measure apart', () => {
    expect(derivedTitle(change, termsCodebook, [change, { ...change, from: 'PASSED2', to: 'TAKEN2' }])).toBe(
      'Change of units passed, Units 1st term (passed) to Units 2nd term (passed)',
    )
  })
})

describe('derivedValue', () => {
  it.each([
    [share, row({ PASSED2: 3, TAKEN2: 6 }), '3 of 6'],
    [share, row({}), '0 of 0'],
    [total, row({ PASSED1: 4, PASSED2: 2.5 }), '6.5'],
    [change, row({ PASSED1: 1, PASSED2: 3 }), '+2'],
    [change, row({ PASSED1: 3, PASSED2: 2.5 }), '−0.5'],
    [change, row({ PASSED1: 3, PASSED2: 3.001 }), 'unchanged'],
    [relative, row({ PASSED2: 6 }), "4 above the course's mean"],
    [relative, row({ PASSED2: 4 }, 1), "0.13 below the course's mean"],
    [relative, row({ PASSED2: 3 }, 2), "at the course's mean"],
  ])('%#: %s', (derivation, inputs, value) => expect(derivedValue(derivation, termsCodebook, inputs)).toBe(value))
})
