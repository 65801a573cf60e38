import { calibrationErrorByChance, crossValidate, equalCountCalibrationError, fixed, planWholeBlocks, testedRows } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { termsFrame } from '../../test/terms-frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { alone } from '../train/recipes.ts'
import { intakeCalibration } from './intake-calibration.ts'

const { framed } = termsFrame()
const { sample } = framed
const left = planWholeBlocks({ blocks: sample.terms!, groups: sample.groups!, kind: 'whole-terms' })
const leftOut = crossValidate(sample, left, fixed(alone('entry_score')), { seed: 1 })
const test = crossValidate(sample, defaultPlan(framed, 1), fixed(alone('entry_score')), { seed: 1 })
const termOf = (row: number) => framed.termNames![sample.terms![row]!]!
const forecasts = { leftOut, termOf, tested: test, testTerm: 'T4' }
const event = { name: 'at risk', classes: [1] }

describe('intakeCalibration', () => {
  const got = intakeCalibration(forecasts, event)

  it('is the error of each term left out, and of the rows that were tested', () => {
    const at = (rows: ArrayLike<number>, { data, cols }: { data: Float64Array; cols: number }) =>
      [Float64Array.from(rows, i => Number(sample.y[i] === 1)), Float64Array.from(rows, i => data[i * cols + 1]!)] as const
    expect(got.foretold.map(f => f.term)).toEqual(['T1', 'T2', 'T3', 'T4'])
    got.foretold.forEach(({ n, error, byChance }, t) => {
      const [y, p] = at(
        [...sample.y.keys()].filter(i => sample.terms![i] === t),
        leftOut.repeats[0]!.forecast,
      )
      expect([n, error, byChance]).toEqual([y.length, equalCountCalibrationError(y, p), calibrationErrorByChance(p)])
    })
    const [y, p] = at(testedRows(test.repeats[0]!), test.repeats[0]!.forecast)
    expect(got.tested).toEqual({ term: 'T4', n: y.length, error: equalCountCalibrationError(y, p), byChance: calibrationErrorByChance(p) })
  })

  it('says that a term is not as foretold whose probabilities are all too high', () => {
    const [first] = test.repeats
    const data = first!.forecast.data.map((_, i) => (i % 2 === 0 ? 0.01 : 0.99))
    const sure = { ...test, repeats: [{ ...first!, forecast: { ...first!.forecast, data } }] }
    expect(intakeCalibration({ ...forecasts, tested: sure }, event).asForetold).toBe(false)
  })
})
