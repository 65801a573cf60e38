import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Field, fieldOf } from './codebook.ts'
import { readCell } from './read-cell.ts'
import { uci856 } from './uci856.ts'

const grade = fieldOf(uci856, 'GRADE')
const score: Field = {
  name: 'score',
  title: 'Score',
  role: 'indicator',
  actionable: false,
  scale: { kind: 'quantity', minimum: -5, maximum: 20 },
}
const count: Field = { ...score, scale: { kind: 'quantity', minimum: 0, integer: true } }
const country: Field = { ...score, scale: { kind: 'nominal', codes: ['NA', 'DE', '3', '3.0'].map(value => ({ value, label: value })) } }

describe('codes', () => {
  it.each([
    ['5', 5],
    [' 5 ', 5],
    ['5.0', 5],
    ['0', 0],
  ])('takes %j', (text, code) => expect(readCell(grade, text, [])).toEqual({ kind: 'code', code }))

  it.each(['8', '-1', '05', '5.5', '5,0', 'AA', 'NaN', '1e0', '__proto__'])('refuses %j with the codes there are', text => {
    expect(readCell(grade, text, [])).toMatchObject({
      kind: 'refused',
      code: 'unknown_code',
      got: text,
      expected: expect.stringContaining('7 AA'),
    })
  })

  it('tells the code of a label', () => expect(readCell(grade, 'bb', [])).toMatchObject({ remedy: 'Write the code 5 for BB.' }))

  it('takes 3.0 as it stands where it is a code of its own', () => expect(readCell(country, '3.0', [])).toEqual({ kind: 'code', code: 3 }))

  it('puts a listed code before a missing mark', () => {
    expect(readCell(country, 'NA', ['NA'])).toEqual({ kind: 'code', code: 0 })
    expect(readCell(grade, 'NA', ['NA'])).toEqual({ kind: 'missing' })
  })
})

describe('quantities', () => {
  it('reads back every number that JavaScript prints', () => {
    const anyNumber: Field = { ...score, scale: { kind: 'quantity' } }
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(numbers, value => {
        expect(readCell(anyNumber, String(value), [])).toEqual({ kind: 'value', value: value + 0 })
      }),
      { seed: 1 },
    )
  })

  it.each(['NaN', 'Infinity', '0x10', 'abc', '1_000', '--1', '.', '1e'])('refuses %j', text => {
    expect(readCell(score, text, [])).toMatchObject({ kind: 'refused', code: 'wrong_type' })
  })

  it.each(['20.01', '-5.01', '1e999'])('refuses %j as out of range', text => {
    expect(readCell(score, text, [])).toMatchObject({ kind: 'refused', code: 'out_of_range', expected: 'a number from -5 to 20' })
  })

  it('says how to write a decimal comma', () => {
    expect(readCell(score, '1,5', [])).toMatchObject({ code: 'wrong_type', remedy: 'Write it with a point: 1.5.' })
  })

  it('wants whole numbers where the codebook says so', () => {
    expect(readCell(count, '3.0', [])).toEqual({ kind: 'value', value: 3 })
    expect(readCell(count, '3.5', [])).toMatchObject({ code: 'wrong_type', expected: 'a whole number, at least 0' })
    expect(readCell(count, '-1', [])).toMatchObject({ code: 'out_of_range' })
  })
})

it('shows no more than 60 characters of what came', () => {
  const cell = readCell(score, 'x'.repeat(1000), [])
  expect(cell).toMatchObject({ got: `${'x'.repeat(60)}…` })
})

it.each(['', '  ', '\t'])('reads %j as missing', text => expect(readCell(score, text, [])).toEqual({ kind: 'missing' }))
