import { crossValidate, fixed, planFolds } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { termsFrame } from '../../test/terms-frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { prior } from '../train/recipes.ts'
import { train } from '../train/train.ts'
import { unseenStudents } from './unseen-students.ts'

const { framed } = termsFrame()
const { sample } = framed
const plan = defaultPlan(framed, 1)
const forecastsOf = (of: typeof plan) => crossValidate(sample, of, fixed(prior), { seed: 1 })

describe('unseenStudents', () => {
  const [{ train: learned, test }] = plan.repeats[0] as unknown as [{ train: Int32Array; test: Int32Array }]
  const known = new Set(Array.from(learned, i => sample.groups![i]))
  const unseen = [...test].filter(i => !known.has(sample.groups![i]))

  it('are the tested ones of whom no earlier enrolment was trained on', () => {
    const { groups, y, repeats } = unseenStudents(forecastsOf(plan), plan)!
    expect(unseen.length).toBeLessThan(test.length)
    expect([...groups!]).toEqual(unseen.map(i => sample.groups![i]))
    expect([...y]).toEqual(unseen.map(i => sample.y[i]))
    expect(repeats[0]!.fold.includes(-1)).toBe(false)
  })

  it('are nothing to tell apart in folds of whole students, or where students are not known', () => {
    const folds = planFolds({ ...sample, folds: 4, seed: 1 })
    expect(unseenStudents(forecastsOf(folds), folds)).toBeUndefined()
    const { groups: _, ...without } = plan
    expect(unseenStudents(forecastsOf(plan), without)).toBeUndefined()
  })

  it('have figures of their own in the report, which says plan, search and calibration by terms', () => {
    const { report, fitted } = train(framed, { seed: 1, learner: 'linear', calibrator: 'platt', resamples: 30, honestyGap: false })
    for (const { metrics, unseen: own } of report.entries) {
      expect(metrics['brier']!.n).toBe(test.length)
      expect(own!['brier']!.n).toBe(unseen.length)
    }
    expect(report.protocol.plan).toBe('trained on T1, T2 and T3, tested on T4')
    expect(report.protocol.inner).toBe(
      'every part chooses among its recipes by its later terms, each forecast from the terms before it (simplest), and calibrates on forecasts of each of its terms from the others',
    )
    expect(fitted.calibrator!.kind).toBe('platt')
    expect(report.limits.join(' ')).not.toMatch(/No term is recorded|does not test on a later term/)
  })
})
