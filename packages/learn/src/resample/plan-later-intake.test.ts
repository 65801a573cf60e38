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

  describe('with a calendar', () => {
    const calendar = { outcomeKnown: Float64Array.of(0, 90, 120, 0, 90, 101), today: Float64Array.of(100, 0, 0, 110, 0, 0) }

    it('trains on no row whose outcome was not known on the day of the first forecast, and says so', () => {
      const plan = planLaterIntake({ terms, calendar })
      expect([...plan.repeats[0][0].train]).toEqual([1, 4])
      expect(plan.notes).toEqual(['term 2: 2 rows left out, their outcomes were not known on day 100.'])
      const say = { term: (t: number) => `T${t}`, day: () => '29 March 2014' }
      expect(planLaterIntake({ terms, calendar, say }).notes).toEqual([
        'T2: 2 rows left out, their outcomes were not known on 29 March 2014.',
      ])
    })

    it('never trains on an outcome that was out only after a tested row was forecast, and leaves out nothing else', () => {
      const row = fc.record({ term: fc.nat({ max: 4 }), known: fc.nat({ max: 20 }), today: fc.nat({ max: 20 }) })
      fc.assert(
        fc.property(fc.array(row, { minLength: 2 }), drawn => {
          const last = Math.max(...drawn.map(r => r.term))
          const first = Math.min(...drawn.filter(r => r.term === last).map(r => r.today))
          const able = [...drawn.keys()].filter(i => drawn[i].term < last && drawn[i].known <= first)
          fc.pre(able.length > 0)
          const [[{ train, test }]] = planLaterIntake({
            terms: Int32Array.from(drawn, r => r.term),
            calendar: { today: Float64Array.from(drawn, r => r.today), outcomeKnown: Float64Array.from(drawn, r => r.known) },
          }).repeats
          expect([...train]).toEqual(able)
          expect([...test]).toEqual([...drawn.keys()].filter(i => drawn[i].term === last))
        }),
        { seed: 1 },
      )
    })

    it('refuses where no earlier outcome was known in time, and says what to do', () => {
      const late = { ...calendar, outcomeKnown: new Float64Array(6).fill(NaN) }
      expect(() => planLaterIntake({ terms, calendar: late })).toThrow(
        /No outcome of an earlier term was known when term 3 was forecast. term 1: 2 rows .* Ask about a later moment/,
      )
      expect(() => planLaterIntake({ terms, calendar: { ...calendar, today: new Float64Array(2) } })).toThrow(
        expect.objectContaining({ code: 'shape_mismatch' }),
      )
    })

    it('writes thousands as people do', () => {
      const many = Int32Array.from({ length: 8848 }, (_, i) => (i === 0 ? 1 : i < 8846 ? 2 : 3))
      const known = Float64Array.from(many, t => (t === 1 ? 0 : 9))
      expect(planLaterIntake({ terms: many, calendar: { today: new Float64Array(8848), outcomeKnown: known } }).notes[0]).toMatch(
        /: 8,845 rows/,
      )
    })
  })

  it.each([
    { name: 'one term only', options: { terms: Int32Array.of(4, 4) }, message: /got 0 and 2/ },
    { name: 'a test term without rows', options: { terms, testTerm: 9 }, message: /before term 9 and in it, got 6 and 0/ },
    { name: 'no rows', options: { terms: Int32Array.of() }, message: /before the last term and in it, got 0 and 0/ },
  ])('refuses $name', ({ options, message }) => {
    const refusal = { code: 'too_few_rows', message: expect.stringMatching(message) }
    expect(() => planLaterIntake(options)).toThrow(expect.objectContaining(refusal))
  })
})
