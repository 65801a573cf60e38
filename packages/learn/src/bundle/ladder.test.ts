import { describe, expect, it } from 'vitest'
import { defineSteps } from './ladder.ts'

const up = (body: unknown) => body

describe('defineSteps', () => {
  it('starts at version 1 and rises by one', () => {
    expect(defineSteps([]).latest).toBe(1)
    expect(
      defineSteps([
        { to: 2, up },
        { to: 3, up },
      ]).latest,
    ).toBe(3)
  })

  it.each([
    ['a gap', [2, 4], 'Bundle step 1 must lead to version 3, got 4.'],
    ['the same twice', [2, 2], 'Bundle step 1 must lead to version 3, got 2.'],
    ['a start above 1', [3], 'Bundle step 0 must lead to version 2, got 3.'],
  ])('refuses %s when it is defined', (_, versions, message) => {
    expect(() => defineSteps(versions.map(to => ({ to, up })))).toThrow(expect.objectContaining({ code: 'bad_param', message }))
  })
})
