import { describe, expect, it } from 'vitest'
import { UsageError } from './command.ts'
import { listing } from './listing.ts'

describe('listing', () => {
  it.each([
    ['a small file', {}, 300, { refits: 20 }],
    ['a large one', {}, 1001, { refits: 0 }],
    ['a first look', { quick: true }, 300, { refits: 0 }],
    ['refits asked for', { quick: true, refits: '5' }, 9000, { refits: 5 }],
    ['a list', { list: '40' }, 300, { refits: 20, listLength: 40 }],
    ['an overrule', { overrule: 'a trial', by: 'A' }, 300, { refits: 20, overrule: { reason: 'a trial', by: 'A' } }],
    ['somebody who keeps a column', { by: 'A', 'keep-suspect': ['x=y'] }, 300, { refits: 20 }],
  ])('%s', (_, values, rows, expected) => {
    expect(listing({ quick: false, ...values }, rows)).toEqual(expected)
  })

  it.each([
    ['a reason and nobody', { overrule: 'a trial' }],
    ['somebody and no reason', { by: 'A' }],
    ['a list of more than there are', { list: '301' }],
    ['a list of nobody', { list: '0' }],
    ['refits that are no number', { refits: 'some' }],
  ])('refuses %s', (_, values) => {
    expect(() => listing({ quick: false, ...values }, 300)).toThrow(UsageError)
  })
})
