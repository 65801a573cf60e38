import { describe, expect, it } from 'vitest'
import type { Difference } from './report.ts'
import { verdictOf } from './verdict.ts'

const difference = (value: number, low: number, pOneSided: number): Difference => ({
  value,
  low,
  high: 2 * value - low,
  pOneSided,
  estimand: '',
})

describe('verdictOf', () => {
  it.each([
    { name: 'every rule beaten', behind: { prior: difference(0.3, 0.2, 0.001), course: difference(0.05, 0.01, 0.01) }, kind: 'better' },
    { name: 'one rule as good', behind: { prior: difference(0.3, 0.2, 0.001), course: difference(0, -0.1, 0.5) }, kind: 'not better' },
    {
      name: 'one rule too close',
      behind: { prior: difference(0.3, 0.2, 0.001), course: difference(0.05, -0.05, 0.1) },
      kind: 'too few to tell',
    },
  ])('$name: $kind', ({ behind, kind }) => {
    expect(verdictOf(new Map(Object.entries(behind)), 100).kind).toBe(kind)
  })

  it('says how many more would do: twice the half width needs four times the rows', () => {
    expect(verdictOf(new Map([['course', difference(0.05, -0.05, 0.1)]]), 100).sentence).toMatch(/about 300 more students/)
  })
})
