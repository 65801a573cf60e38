import type { Report } from '@headway/campus'
import { expect, it } from 'vitest'
import { verdictOf } from './verdict-of.ts'

const verdict: Report['verdict'] = { kind: 'better', sentence: 'It loses less.' }

it('is what the list says where there is one, and what the loss says otherwise', () => {
  const gate = { kind: 'not better', sentence: 'Listing 9 of 90 …', listed: 9 } as Report['gate'] & object
  expect(verdictOf({ verdict, gate })).toEqual({ kind: 'not better', sentence: 'Listing 9 of 90 …' })
  expect(verdictOf({ verdict })).toEqual(verdict)
})
