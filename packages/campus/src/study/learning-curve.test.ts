import { crossValidate, fixed, planLaterIntake } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { askedAt } from '../../test/small-study.ts'
import { estimatesOf } from '../report/estimates.ts'
import { linear } from '../train/recipes.ts'
import { learningCurve } from './learning-curve.ts'

const { frame } = askedAt('week 6')
const plan = planLaterIntake({ terms: frame.terms!, groups: frame.sample.groups! })
const { recipe } = linear(0.1)
const options = { seed: 1, resamples: 50 }
const curve = learningCurve({ frame, plan, recipe }, options)

describe('learningCurve', () => {
  it('draws whole students and tests the same rows at every size', () => {
    const [{ train, test }] = plan.repeats[0]! as [{ train: Int32Array; test: Int32Array }]
    const students = new Set(Array.from(train, i => frame.sample.groups![i])).size
    expect(curve.points.map(p => p.students)).toEqual([0.1, 0.2, 0.4, 0.7, 1].map(s => Math.round(s * students)))
    expect(curve.points.map(p => p.estimate.n)).toEqual(Array(5).fill(test.length))
  })

  it('ends at the figure of all training students', () => {
    const all = crossValidate(frame.sample, plan, fixed(recipe), { seed: 1 })
    expect(curve.points.at(-1)!.estimate.value).toBeCloseTo(estimatesOf(all, { ...options, only: ['rocAuc'] })['rocAuc']!.value, 12)
  })

  it('says whether more students would help', () => {
    expect(curve.sentence).toMatch(/^From \d+ students learned from to \d+, .* changed by [+−]0\.\d{3}; mean loss fell by .*\./)
    expect(curve.sentence).toContain(curve.gain.low > 0 ? 'still gaining' : 'no gain')
  })

  it('says the same for the same seed, and refuses shares that do not rise to all', () => {
    const short = { ...options, shares: [0.5, 1] }
    expect(learningCurve({ frame, plan, recipe }, short)).toEqual(learningCurve({ frame, plan, recipe }, short))
    for (const shares of [[1], [0.5, 0.4, 1], [0, 1], [0.2, 0.5], [NaN, 1]])
      expect(() => learningCurve({ frame, plan, recipe }, { ...options, shares })).toThrow(/must rise/)
    expect(() => learningCurve({ frame, plan, recipe }, options, { signal: AbortSignal.abort() })).toThrow(/Stopped after 0 of 5/)
  })
})
