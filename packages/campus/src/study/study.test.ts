import { describe, expect, it } from 'vitest'
import { modelAt } from '../../test/small-study.ts'
import { earlyCurve } from './early-curve.ts'
import { studyOf } from './study.ts'

const [two, six, ten] = [modelAt('week 2'), modelAt('week 6'), modelAt('week 10')]

describe('studyOf', () => {
  it('puts the moments in order, and the middle one first', () => {
    const study = studyOf([ten, two, six])
    expect(study.moments.map(m => m.name)).toEqual(['week 2', 'week 6', 'week 10'])
    expect(study.main).toBe(1)
    expect(studyOf([two, six, ten], 'week 10').main).toBe(2)
  })

  it('refuses what is no study, and says why', () => {
    expect(() => studyOf([])).toThrow(/at least one moment/)
    expect(() => studyOf([two, two])).toThrow(/two models at week 2/)
    expect(() => studyOf([two, modelAt('week 6', 0)])).toThrow(/different questions/)
    expect(() => studyOf([two, modelAt('50%')])).toThrow(/different kinds/)
    expect(() => studyOf([two, six], 'week 5')).toThrow(/no model at week 5. There are: week 2, week 6/)
    expect(() => studyOf([{ ...two, question: { ...two.question, at: undefined } as never }])).toThrow(/prediction moment/)
  })
})

describe('earlyCurve', () => {
  it('shows the AUC of the model and of every rule, by moment, the model first', () => {
    const { metric, lines } = earlyCurve(studyOf([two, six, ten]))
    expect(metric).toBe('rocAuc')
    expect(lines[0]!.label).toBe('model')
    expect(lines[0]!.points.map(p => p.moment)).toEqual(['week 2', 'week 6', 'week 10'])
    expect(lines[0]!.points.map(p => p.estimate)).toEqual([two, six, ten].map(m => m.report.entries.at(-1)!.metrics['rocAuc']))
    expect(lines.map(l => l.label)).toContain('days since last activity alone')
    expect(lines.map(l => l.label)).not.toContain('prior')
  })
})
