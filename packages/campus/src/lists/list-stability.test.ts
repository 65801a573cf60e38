import { createRandom, fixed, planFolds, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { linear, prior } from '../train/recipes.ts'
import { listStability, refitLists, timesListed } from './list-stability.ts'
import { refits } from './refits.ts'

describe('listStability', () => {
  it('is what the plain definition counts', () => {
    const scores = [
      [9, 8, 1, 2, 3],
      [9, 1, 8, 2, 3],
      [9, 8, 1, 2, 3],
    ].map(s => Float64Array.from(s))
    const stability = listStability(scores, 2, 1)
    expect([...stability.times]).toEqual([3, 2, 1, 0, 0])
    expect(stability.overlap).toBeCloseTo((1 / 3 + 1 + 1 / 3) / 3, 12)
    expect(stability.stable).toBe(3 / 6)
    expect(stability).toMatchObject({ refits: 3, listed: 2, n: 5, overlapByChance: 2 / 8 })
    expect(timesListed(stability.times[1]!, stability)).toBe('on the list in 2 of 3 refits')
  })

  it('fills every place of every list, whatever ties', () => {
    for (const scores of [
      [1, 1, 1, 1, 1, 1],
      [NaN, NaN, NaN, 2, NaN, 1],
      [0, 0, 0, 5, 5, 5],
    ]) {
      const { times } = listStability(
        Array.from({ length: 20 }, () => Float64Array.from(scores)),
        3,
        1,
      )
      expect(times.reduce((a, b) => a + b, 0)).toBe(60)
    }
  })

  it('is certain of lists that are all the same, and finds chance where everybody ties', () => {
    const ranked = Float64Array.from({ length: 200 }, (_, i) => i)
    expect(listStability([ranked, ranked, ranked], 20, 1)).toMatchObject({ overlap: 1, stable: 1 })
    const tied = listStability(
      Array.from({ length: 40 }, () => new Float64Array(200)),
      20,
      1,
    )
    expect(Math.abs(tied.overlap - tied.overlapByChance)).toBeLessThan(0.01)
    expect(tied.stable).toBe(0)
    const random = createRandom(5)
    const noise = listStability(
      Array.from({ length: 40 }, () => Float64Array.from({ length: 200 }, () => random.next())),
      20,
      1,
    )
    expect(Math.abs(noise.overlap - noise.overlapByChance)).toBeLessThan(0.01)
  })

  it('puts unknown scores behind all known ones', () => {
    const { times } = listStability([Float64Array.of(NaN, -9, NaN, -8)], 2, 1)
    expect([...times]).toEqual([0, 1, 0, 1])
  })
})

describe('refitLists', () => {
  const framed = frame(smallDataset(120), askQuestion(smallCodebook, { target: 'GRADE<=0' }))
  const plan = planFolds({ ...framed.sample, folds: 3, repeats: 2, seed: 1 })
  const options = { listed: 12, seed: 1, refits: 6 }

  it('lists all tested rows of one repeat in every refit, the same for the same seed', () => {
    const lists = refitLists(framed, plan, fixed(linear(0.01).recipe), options)!
    expect(lists.rows).toEqual(Int32Array.from({ length: 120 }, (_, i) => i))
    expect(lists.times.reduce((a, b) => a + b, 0)).toBe(6 * 12)
    expect(lists.overlap).toBeGreaterThan(3 * lists.overlapByChance)
    expect(lists.overlap).toBeLessThan(1)
    expect(refitLists(framed, plan, fixed(linear(0.01).recipe), options)).toEqual(lists)
    expect(refitLists(framed, plan, fixed(linear(0.01).recipe), { ...options, seed: 2 })!.times).not.toEqual(lists.times)
  })

  it('knows no order where the model has none', () => {
    const whole = { kind: 'hold-out', rows: 120, notes: [], repeats: [plan.repeats[0]!.slice(0, 1)] } as const
    const { overlap, overlapByChance, n } = refitLists(framed, whole, fixed(prior), { ...options, listed: 8, refits: 30 })!
    expect(n).toBe(40)
    expect(Math.abs(overlap - overlapByChance)).toBeLessThan(0.03)
  })

  it('says nothing where the question has no event', () => {
    const points = frame(smallDataset(60), askQuestion(smallCodebook, { target: 'POINTS' }))
    expect(refitLists(points, planFolds({ ...points.sample, folds: 2, seed: 1 }), fixed(prior), options)).toBeUndefined()
  })

  it('stops when told to, and says how far it is', () => {
    expect(() => refitLists(framed, plan, fixed(prior), options, { signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'aborted' }),
    )
    const seen: string[] = []
    refitLists(framed, plan, fixed(prior), { ...options, refits: 2 }, { progress: p => seen.push(`${p.what} ${p.done}/${p.total}`) })
    expect(seen).toEqual(['refits 1/6', 'refits 2/6', 'refits 3/6', 'refits 4/6', 'refits 5/6', 'refits 6/6'])
  })
})

describe('refits', () => {
  it('trains on whole students, drawn with replacement: weights count how often, and no row comes twice', () => {
    const { sample } = frame(smallDataset(40), askQuestion(smallCodebook, { target: 'GRADE<=0' }))
    const groups = Int32Array.from({ length: 40 }, (_, i) => i >> 1)
    const seen: { rows: number; sum: number; whole: boolean }[] = []
    const part = wholeOf({ ...sample, groups })
    const spy = [
      ...refits(
        part,
        (given, ctx) => {
          const times = new Map<number, Set<number>>()
          for (const [i, g] of given.groups!.entries()) times.set(g, (times.get(g) ?? new Set()).add(given.weights![i]!))
          seen.push({
            rows: given.y.length,
            sum: given.weights!.reduce((a, b) => a + b, 0),
            whole: given.y.length === 2 * times.size && [...times.values()].every(w => w.size === 1),
          })
          return fixed(prior)(given, ctx)
        },
        5,
        { seed: 1 },
      ),
    ]
    expect(spy).toHaveLength(5)
    for (const { rows, sum, whole } of seen) {
      expect({ fewer: rows < 40, sum, whole }).toEqual({ fewer: true, sum: 40, whole: true })
    }
  })
})
