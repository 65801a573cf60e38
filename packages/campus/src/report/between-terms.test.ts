import { crossValidate, fixed, metrics, planWholeBlocks, takeForecasts } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsFrame } from '../../test/terms-frame.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { alone } from '../train/recipes.ts'
import { betweenTerms } from './between-terms.ts'

const { framed } = termsFrame()
const procedure = fixed(alone('entry_score'))

describe('betweenTerms', () => {
  it('gives the figures of each term forecast from the others, and their range', () => {
    const { terms, ranges } = betweenTerms(framed, procedure, { seed: 1 })
    expect(terms.map(t => t.term)).toEqual(['T1', 'T2', 'T3', 'T4'])
    expect(terms.reduce((sum, t) => sum + t.n, 0)).toBe(framed.sample.y.length)
    const { groups, terms: blocks, y, task } = framed.sample
    const plan = planWholeBlocks({ blocks: blocks!, groups: groups!, kind: 'whole-terms' })
    const forecasts = crossValidate(framed.sample, plan, procedure, { seed: 1 })
    terms.forEach(({ metrics: own }, t) => {
      const rows = [...y.keys()].filter(i => blocks![i] === t)
      const { y: truth, repeats } = takeForecasts(forecasts, rows)
      expect(own['rocAuc']).toBe(metrics['rocAuc']!.compute(truth, repeats[0]!.forecast, task))
    })
    const areas = terms.map(t => t.metrics['rocAuc']!)
    expect(ranges['rocAuc']).toEqual({
      low: Math.min(...areas),
      high: Math.max(...areas),
      terms: 4,
      estimand: 'between terms: lowest and highest of 4 terms, each forecast from the others',
    })
  })

  it('does not look at the test term of a later intake', () => {
    const plan = defaultPlan(framed, 1)
    const before = betweenTerms(framed, procedure, { seed: 1, plan })
    expect(before.terms.map(t => t.term)).toEqual(['T1', 'T2', 'T3'])
    const y = framed.sample.y.map((v, i) => (framed.terms![i] === 3 ? 1 - v : v))
    expect(betweenTerms({ ...framed, sample: { ...framed.sample, y } }, procedure, { seed: 1, plan })).toEqual(before)
  })

  it('refuses one term', () => {
    const flat = frame(smallDataset(40), askQuestion(smallCodebook, { target: 'GRADE' }))
    expect(() => betweenTerms(flat, procedure, { seed: 1 })).toThrow(expect.objectContaining({ code: 'bad_question' }))
  })
})
