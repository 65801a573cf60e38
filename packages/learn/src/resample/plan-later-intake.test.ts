import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planLaterIntake } from './plan-later-intake.ts'

const terms = Int32Array.of(3, 1, 2, 3, 1, 2)

describe('planLaterIntake', () => {
  it('tests the last term and trains on everything before it', () => {
    const [[{ train, test }]] = planLaterIntake({ terms }).repeats
    expect([[...train], [...test]]).toEqual([
      [1, 2, 4, 5],
      [0, 3],
    ])
  })

  it('leaves out what comes after the test term', () => {
    const [[{ train, test }]] = planLaterIntake({ terms, testTerm: 2 }).repeats
    expect([[...train], [...test]]).toEqual([
      [1, 4],
      [2, 5],
    ])
  })

  it('never trains on a row as late as a tested one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2 }).filter(t => new Set(t).size > 1),
        drawn => {
          const [[{ train, test }]] = planLaterIntake({ terms: Int32Array.from(drawn) }).repeats
          expect(Math.max(...Array.from(train, i => drawn[i]))).toBeLessThan(Math.min(...Array.from(test, i => drawn[i])))
        },
      ),
      { seed: 1 },
    )
  })

  it('lets a returning student train earlier and be tested later', () => {
    const plan = planLaterIntake({ terms, groups: Int32Array.of(1, 1, 2, 2, 3, 3) })
    expect([...plan.repeats[0][0].train]).toContain(1)
    expect(plan.groups).toEqual(Int32Array.of(1, 1, 2, 2, 3, 3))
  })

  it.each([
    { name: 'one term only', options: { terms: Int32Array.of(4, 4) }, message: /got 0 and 2/ },
    { name: 'a test term without rows', options: { terms, testTerm: 9 }, message: /before term 9 and in it, got 6 and 0/ },
    { name: 'no rows', options: { terms: Int32Array.of() }, message: /got 0 and 0/ },
  ])('refuses $name', ({ options, message }) => {
    const refusal = { code: 'too_few_rows', message: expect.stringMatching(message) }
    expect(() => planLaterIntake(options)).toThrow(expect.objectContaining(refusal))
  })
})
