import { fitRecipe, fixed, forecast, planFolds, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { linear, prior } from '../train/recipes.ts'
import { refitLists, refitNewLists } from './refit-lists.ts'
import { refits } from './refits.ts'

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

describe('refitNewLists', () => {
  const framed = frame(smallDataset(120), askQuestion(smallCodebook, { target: 'GRADE<=0' }))
  const { table } = frame(smallDataset(50, { seed: 4 }), askQuestion(smallCodebook, { target: 'GRADE<=0' })).sample
  const options = { listed: 10, seed: 1, refits: 8 }

  it('lists new rows in every refit on past students', () => {
    const lists = refitNewLists(framed, table, fixed(linear(0.01).recipe), options)!
    expect(lists).toMatchObject({ refits: 8, listed: 10, n: 50 })
    expect(lists.times.reduce((a, b) => a + b, 0)).toBe(80)
    expect(lists.overlap).toBeGreaterThan(3 * lists.overlapByChance)
    const p = forecast(fitRecipe(linear(0.01).recipe, wholeOf(framed.sample), { seed: 1 }), table).data.filter((_, k) => k % 2 === 1)
    const top = Array.from(p.keys()).sort((a, b) => p[b]! - p[a]!)
    expect(lists.times[top[0]!]).toBe(8)
    expect(lists.times[top.at(-1)!]).toBe(0)
  })

  it('stops when told to', () => {
    const stopped = () => refitNewLists(framed, table, fixed(prior), options, { signal: { aborted: true } })
    expect(stopped).toThrow(expect.objectContaining({ code: 'aborted' }))
  })

  it.each(['linear', 'boosting', 'forest', 'additive'])('does without draws that hold one outcome alone: %s', kind => {
    const rare = frame(smallDataset(120), askQuestion(smallCodebook, { target: 'POINTS>=99' }))
    expect(rare.sample.y.reduce((a, b) => a + b, 0)).toBeLessThan(4)
    const recipe = { steps: linear(0.01).recipe.steps, learner: { kind } }
    const lists = refitNewLists(rare, rare.sample.table, fixed(recipe), options)!
    expect(lists.times.reduce((a, b) => a + b, 0)).toBe(80)
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
