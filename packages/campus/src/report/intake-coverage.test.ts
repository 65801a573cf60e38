import { crossValidate, fixed, planWholeBlocks, splitSets, testedRows, unseenOutOfFold } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { termsFrame } from '../../test/terms-frame.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { evaluate } from '../train/evaluate.ts'
import { defaultPlan } from '../train/plan.ts'
import { alone } from '../train/recipes.ts'
import { train } from '../train/train.ts'
import { intakeCoverage } from './intake-coverage.ts'

const { framed } = termsFrame()
const plan = defaultPlan(framed, 1)
const options = { seed: 1, learner: 'linear', resamples: 30, honestyGap: false } as const
const tested = plan.repeats[0]![0]!.test

describe('intakeCoverage', () => {
  const { sample } = framed
  const left = planWholeBlocks({ blocks: sample.terms!, groups: sample.groups!, kind: 'whole-terms' })
  const leftOut = crossValidate(sample, left, fixed(alone('entry_score')), { seed: 1 })

  it('counts, in the test term, sets made of the scores of the left-out terms', () => {
    const test = crossValidate(sample, plan, fixed(alone('entry_score')), { seed: 1 })
    const termOf = (row: number) => framed.termNames![sample.terms![row]!]!
    const got = intakeCoverage({ leftOut, termOf, tested: test, testTerm: 'T4' }, 0.8)
    expect(got.foretold.map(f => [f.term, f.n])).toEqual([0, 1, 2, 3].map(t => [`T${t + 1}`, sample.terms!.filter(u => u === t).length]))
    const rows = testedRows(test.repeats[0]!)
    const sets = splitSets.apply(splitSets.fit(unseenOutOfFold(leftOut), { alpha: 1 - 0.8 }), unseenOutOfFold(test).forecast)
    const inside = sets.filter((set, i) => set.includes(sample.y[rows[i]!]!)).length
    expect(got.tested).toMatchObject({ term: 'T4', n: rows.length, share: inside / rows.length })
    expect(got.tested.undecided).toBe(sets.filter(set => set.length !== 1).length / rows.length)
    const shares = got.foretold.map(f => f.share)
    expect(got.asForetold).toBe(Math.min(...shares) <= got.tested.share && got.tested.share <= Math.max(...shares))
    for (const share of shares) expect(Math.abs(share - 0.8)).toBeLessThan(0.15)
  })
})

describe('a later intake in the report', () => {
  const bundle = train(framed, { ...options, calibrator: 'platt' })
  const { intakes } = bundle.report

  it('says beforehand what the training terms foretell, of figures and of coverage, and survives its file', () => {
    expect(intakes!.figures.terms.map(t => t.term)).toEqual(['T1', 'T2', 'T3'])
    expect(Object.keys(intakes!.figures.ranges)).toEqual(expect.arrayContaining(['rocAuc', 'ece']))
    expect(intakes!.coverage.map(c => [c.level, c.foretold.length, c.tested.term, c.tested.n])).toEqual([
      [0.8, 3, 'T4', tested.length],
      [0.9, 3, 'T4', tested.length],
    ])
    const { of, foretold, tested: measured, asForetold } = intakes!.calibration!
    expect([of, measured.term, measured.n]).toEqual(['Result Fail or Withdrawn', 'T4', tested.length])
    const errors = foretold.map(f => f.error)
    expect(asForetold).toBe(Math.min(...errors) <= measured.error && measured.error <= Math.max(...errors))
    expect(decodeModel(encodeModel(bundle)).report.intakes).toEqual(JSON.parse(JSON.stringify(intakes)))
  })

  it('takes scores and calibrators from the training terms alone', () => {
    const isTested = new Set(tested)
    const y = framed.sample.y.map((v, i) => (isTested.has(i) ? 1 - v : v))
    const of = (sample: typeof framed.sample) => evaluate({ ...framed, sample }, plan, { ...options, calibrator: 'platt' })
    const [before, after] = [of(framed.sample), of({ ...framed.sample, y })]
    expect(after.leftOut).toEqual(before.leftOut)
    expect(after.model.repeats).toEqual(before.model.repeats)
  })
})
