import { checkShape, crossValidate, fixed, planFolds, planLaterIntake } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallDataset } from '../../test/small.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { parseMoment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import { calibrationOf } from '../report/describe-forecasts.ts'
import { frame } from '../train/frame.ts'
import { linear } from '../train/recipes.ts'
import { groupAuditShape } from './group-audit-shape.ts'
import { groupsOf, groupsOfAll } from './groups-of.ts'

const { recipe } = linear(0.01)

/** Forecasts for the last of three terms, of records in which the second group has this much higher log-odds of not passing. */
function later(groupGap: number, withProtected = false) {
  const { records } = generateRecords({ newStudents: 500, terms: 3, seed: 6, groupGap })
  const { dataset } = datasetAt(records, parseMoment('week 6'), { marking: 7, results: 14 })
  const framed = frame(dataset, askQuestion(dataset.codebook, { target: 'result=Fail,Withdrawn', withProtected }))
  const plan = planLaterIntake({ terms: framed.terms!, ...(framed.sample.groups && { groups: framed.sample.groups }) })
  return { framed, forecasts: crossValidate(framed.sample, plan, fixed(recipe), { seed: 1 }) }
}

describe('groupsOf', () => {
  const { framed, forecasts } = later(1.5)
  const audit = groupsOf(forecasts, framed)!
  const found = (a: typeof audit, measure: string) => a.comparisons.find(c => c.measure === measure)!

  it('is of the tested rows alone, and of the question’s event', () => {
    const tested = forecasts.repeats[0]!.fold.filter(f => f >= 0).length
    expect(audit).toMatchObject({
      event: framed.question.target.kind === 'regression' ? '' : framed.question.target.event!.name,
      list: { rows: tested, length: Math.round(tested / 10) },
    })
    expect(audit.traits.map(t => t.column)).toEqual(['group'])
    expect(audit.all.n).toBe(tested)
    const bins = calibrationOf(forecasts, framed)!.bins
    expect(audit.all.positives).toBeCloseTo(
      bins.reduce((sum, b) => sum + b.n * b.observed, 0),
      6,
    )
    expect(audit.all.meanForecast).toBeCloseTo(bins.reduce((sum, b) => sum + b.n * b.forecast, 0) / tested, 6)
  })

  it('finds a planted gap where the model may not see the group: too low a forecast', () => {
    const gap = found(audit, 'calibration')
    expect(gap.group).toBe('A')
    expect(gap.holm).toBeLessThan(0.001)
    expect(gap.high).toBeLessThan(-0.1)
    const [a, b] = audit.traits[0]!.groups.map(g => g.figures!)
    expect(b!.calibration.low).toBeGreaterThan(0.05)
    expect(a!.calibration.value).toBeLessThan(b!.calibration.low)
    expect(audit.sentence).toContain('Groups differ by more than chance explains: Group A: ')
    expect(audit.sentence).toMatch(/forecasts (right in the mean|too (low|high) by \d+ points) \(everyone else too low by \d+ points\)/)
  })

  it('finds none where none was planted', () => {
    const none = later(0)
    expect(groupsOf(none.forecasts, none.framed)!.comparisons.every(c => c.holm > 0.05)).toBe(true)
  })

  it('sees the gap close where the model is given the group, side by side on the same rows', () => {
    const informed = later(1.5, true)
    const [without, withGroup] = groupsOfAll([forecasts, informed.forecasts], framed)!
    expect(without).toEqual(audit)
    expect(Math.abs(found(withGroup!, 'calibration').value)).toBeLessThan(Math.abs(found(without!, 'calibration').value) / 2)
  })

  it('survives a file', () => {
    const back = JSON.parse(JSON.stringify(audit))
    expect(back).toEqual(audit)
    expect(() => checkShape('audit', back, groupAuditShape)).not.toThrow()
    expect(() => checkShape('audit', { ...back, curve: { ...back.curve, all: ['x'] } }, groupAuditShape)).toThrow(/curve\.all/)
  })

  it('is nothing where nobody is to be listed, or too few rows', () => {
    const asked = (rows: number, target: string) => {
      const small = frame(smallDataset(rows), askQuestion(smallDataset(rows).codebook, { target }))
      const plan = planFolds({ ...small.sample, folds: 4, seed: 1 })
      return groupsOf(crossValidate(small.sample, plan, fixed(recipe), { seed: 1 }), small)
    }
    expect(asked(120, 'POINTS')).toBeUndefined()
    expect(asked(24, 'GRADE')).toBeUndefined()
    expect(asked(160, 'GRADE')!.list).toEqual({ length: 16, rows: 160, tied: false })
  })
})
