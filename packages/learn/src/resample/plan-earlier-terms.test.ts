import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planEarlierTerms } from './plan-earlier-terms.ts'

describe('planEarlierTerms', () => {
  it('tests every term but the first, each once, from everything before it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 3, max: 7 }), { minLength: 2 }).filter(t => new Set(t).size > 1),
        drawn => {
          const terms = Int32Array.from(drawn)
          const first = Math.min(...terms)
          const [splits] = planEarlierTerms({ terms }).repeats
          expect(splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...terms.keys()].filter(i => terms[i] > first))
          for (const { train, test } of splits) {
            expect([...train]).toEqual([...terms.keys()].filter(i => terms[i] < terms[test[0]]))
          }
        },
      ),
      { seed: 1 },
    )
  })

  it.each([
    { name: 'one term', terms: [2, 2] },
    { name: 'no rows', terms: [] },
  ])('refuses $name', ({ terms }) => {
    expect(() => planEarlierTerms({ terms: Int32Array.from(terms) })).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})
