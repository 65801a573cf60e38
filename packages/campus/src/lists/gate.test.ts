import { readFileSync } from 'node:fs'
import { resampler } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawn, lister, scoresOf } from '../../test/list-data.ts'
import { anyOrder } from './event-scores.ts'
import { gate } from './gate.ts'
import type { Lister } from './resample-lists.ts'

interface Golden {
  readonly exact: readonly { more: number; fewer: number; p: number }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../golden/lists/lists.json', import.meta.url), 'utf8'))

const { event, scores } = drawn(300, 0.5)
const by = (id: string, noise: number, seed = 7): Lister => lister(id, scoresOf(event, scores(noise, seed)))
const sure = by('model', 0.5)
const good = by('last grade alone', 3)
const poor = by('course alone', 20)
const any = lister('prior', anyOrder(sure.scores))
const options = { event: 'G below 2', seed: 1, resamples: 300, listed: 60 }

describe('gate', () => {
  it('is passed by a model that beats every rule', () => {
    const passed = gate([any, good, poor], sure, options)
    expect(passed.kind).toBe('better')
    expect(passed.recommend.id).toBe('model')
    expect(passed.sentence).toMatch(
      /^Listing 60 of 300 students, the model finds 60 of the \d+ with G below 2; every simple rule finds fewer/,
    )
  })

  it('is not passed while one rule of several is not beaten', () => {
    const held = gate([any, by('a perfect rule', 0.1), poor], sure, options)
    expect(held.kind).toBe('not better')
    expect(held.recommend.id).toBe('a perfect rule')
    expect(held.sentence).toContain(
      'As many or more are found by a simple rule (a perfect rule 60): the model does not earn its place. List by: a perfect rule.',
    )
    expect(gate([any, poor, sure], sure, options).kind).toBe('not better') // its own equal
  })

  it('says how many more students would tell, by the standard error', () => {
    const few = drawn(80, 2, 3)
    const own = lister('model', scoresOf(few.event, few.scores(1.8, 4)))
    const rule = lister('last grade alone', scoresOf(few.event, few.scores(2.6, 6)))
    const unsure = gate([rule], own, { ...options, listed: 16 })
    expect(unsure.kind).toBe('too few to tell')
    expect(unsure.recommend.id).toBe('last grade alone')
    const draw = resampler(Int32Array.from(few.event.keys()), 80, undefined, 1)
    const hits = (of: Lister, rows: readonly number[]) => {
      const p = of.scores.repeats[0]!.scores
      return rows
        .toSorted((i, j) => p[j]! - p[i]!)
        .slice(0, 16)
        .reduce((sum, i) => sum + few.event[i]!, 0)
    }
    const d = Array.from({ length: 300 }, (_, b) => {
      const rows = [...draw(b)].flatMap((times, i) => Array.from({ length: times }, () => i))
      return hits(own, rows) - hits(rule, rows)
    })
    const mean = d.reduce((a, b) => a + b, 0) / 300
    const se = Math.sqrt(d.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 299)
    const { difference, moreStudents } = unsure.rules[0]!
    expect(difference.pOneSided).toBe((1 + d.filter(x => x <= 0).length) / 301)
    expect(moreStudents).toBe(Math.ceil((80 * ((2.4865 * se) / difference.value) ** 2 - 80) / 10) * 10)
    expect(unsure.sentence).toContain(`about ${moreStudents} more would show it (an estimate)`)
  })

  it("decides as McNemar's exact test where lists differ in so many", () => {
    for (const { more, fewer, p } of golden.exact) {
      // `more` events on the model's list alone, `fewer` on the rule's alone, the rest of both lists without event
      const n = 400
      const happened = Array.from({ length: n }, (_, i) => Number(i < more + fewer))
      const ours = happened.map((_, i) => (i < more || (i >= 100 && i < 200 - more) ? 2 : 1))
      const theirs = happened.map((_, i) => ((i >= more && i < more + fewer) || (i >= 200 && i < 300 - fewer) ? 2 : 1))
      const { rules } = gate([lister('rule', scoresOf(happened, theirs))], lister('model', scoresOf(happened, ours)), {
        ...options,
        listed: 100,
        resamples: 2000,
      })
      const { value, pOneSided } = rules[0]!.difference
      expect(value).toBeCloseTo(more - fewer, 9)
      expect(pOneSided < 0.05).toBe(p < 0.05)
    }
  })

  it('counts ties by expectation: no order of rows lets a rule of ties win', () => {
    const sorted = [...event].sort((a, b) => b - a) // events stand first
    const model = lister(
      'model',
      scoresOf(
        sorted,
        sorted.map((e, i) => e * 0.5 + (i % 7)),
      ),
    )
    const tied = lister(
      'course alone',
      scoresOf(
        sorted,
        sorted.map(() => 1),
      ),
    )
    const { rules, events } = gate([tied], model, options)
    expect(rules[0]!.found).toBeCloseTo((60 * events) / 300, 9)
  })

  it('does not say that a rule finds fewer where both figures are the same when rounded', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => Number([0, 1, 3, 4, 5, 6].includes(i)))
    const model = lister('model', scoresOf(twenty, [20, 19, 18, 17, ...Array.from({ length: 16 }, (_, i) => 16 - i)])) // 3 of its 4
    const tied = lister('course alone', scoresOf(twenty, [3, 3, 0, 3, 3, 3, 0, 3, 3, ...new Array(11).fill(0)])) // 4 × 5 / 7
    const { kind, sentence } = gate([tied], model, { ...options, listed: 4 })
    expect(kind).toBe('too few to tell')
    expect(sentence).toContain('the model finds 3 of the 6 with G below 2; simple rules find hardly fewer (course alone 3)')
  })

  it('recommends the rule that finds most, and any order only where nothing finds more', () => {
    expect(gate([any, poor, good], by('model', 20, 99), options).recommend.id).toBe('last grade alone')
    const worse = lister(
      'upside down',
      scoresOf(
        event,
        scores(0.5).map(s => -s),
      ),
    )
    const { recommend, sentence } = gate([any, worse], worse, options)
    expect(recommend).toEqual({ id: 'prior', label: 'prior' })
    expect(sentence).toContain('No simple rule finds more than a list in any order.')
  })

  it('has 10 % of the population as its list where none is given', () => {
    const { listed: _, ...rest } = options
    expect(gate([good], sure, rest).listed).toBe(30)
  })

  it('keeps who overruled it and why, and stays what it is', () => {
    const overrule = { by: 'A. Analyst', reason: 'The rule needs grades that come too late.' }
    const kept = gate([any, good, poor, sure], sure, { ...options, overrule })
    expect(kept).toMatchObject({ kind: 'not better', overrule })
    expect(kept.sentence).toMatch(/Overruled by A\. Analyst: The rule needs grades that come too late\.$/)
    for (const bad of [
      { by: ' ', reason: 'x' },
      { by: 'x', reason: '' },
    ])
      expect(() => gate([good], sure, { ...options, overrule: bad })).toThrow(/who they are and why/)
  })

  it('refuses a list that the rows cannot fill', () => {
    for (const listed of [0, -1, NaN, 301]) expect(() => gate([good], sure, { ...options, listed })).toThrow(/cannot be made of 300/)
  })

  it('is better only if every p is below 5 %, whatever the rules', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), fc.nat(50)), { minLength: 1, maxLength: 4 }), given => {
        const rules = given.map(([noise, seed], r) => by(`rule ${r}`, noise, seed))
        const judged = gate(rules, by('model', 4), { ...options, resamples: 60 })
        const beaten = judged.rules.every(({ difference: { value, pOneSided } }) => value > 0 && pOneSided < 0.05)
        expect(judged.kind === 'better').toBe(beaten)
        expect(judged.recommend.id === 'model').toBe(beaten)
      }),
      { seed: 1, numRuns: 25 },
    )
  })
})
