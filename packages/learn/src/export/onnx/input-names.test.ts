import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inputNames } from './input-names.ts'

const outputs = ['probabilities', 'label', 'value']

it('keeps names that can be kept, quotes and blanks and other scripts included', () => {
  const names = ['Curricular units (1st sem)', `it's "x"`, '年齢', '__proto__', 'constructor']
  expect(inputNames(names, outputs)).toEqual(names)
})

it('cleans what is no text for a screen, and tells the same names apart', () => {
  expect(inputNames(['a\nb', 'a\tb', 'a_b', 'a_b_2', '', '\ud800', 'value', 'v12'], outputs)).toEqual([
    'a_b',
    'a_b_2',
    'a_b_3',
    'a_b_2_2',
    'column',
    '_',
    'value_2',
    'v12_2',
  ])
})

it('gives different names, short and without control characters, whatever the columns are called', () => {
  const anyText = fc.array(fc.nat(0xffff), { maxLength: 6 }).map(units => String.fromCharCode(...units))
  const anyName = fc.oneof(anyText, fc.constantFrom('a', 'a_2', 'v1', 'label', '\0', 'x'.repeat(10_000)))
  fc.assert(
    fc.property(fc.array(anyName), columns => {
      const names = inputNames(columns, outputs)
      expect(new Set([...names, ...outputs]).size).toBe(columns.length + outputs.length)
      expect(names.filter(name => /[\p{Cc}\p{Cs}]/u.test(name) || /^v\d+$/.test(name) || name.length > 420)).toEqual([])
    }),
    { seed: 1 },
  )
})

it('takes time that grows with the number of names', () => {
  const names = inputNames(new Array(20_000).fill('same'), outputs)
  expect(new Set(names).size).toBe(20_000)
})
