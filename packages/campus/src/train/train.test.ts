import { type CategoricalColumn, columnOf, createRandom, planFolds, planGivenFolds, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from './frame.ts'
import { train } from './train.ts'

const ask = (target: string) => askQuestion(smallCodebook, { target })
const quick = { seed: 1, resamples: 50, innerFolds: 3, honestyGap: false }

describe('train', () => {
  const framed = frame(smallDataset(120), ask('GRADE'))
  const plan = planFolds({ ...framed.sample, folds: 4, seed: 1 })
  const bundle = train(framed, { ...quick, plan })

  it('gives the same bytes for the same frame and seed', () => {
    expect(encodeModel(train(framed, { ...quick, plan }))).toBe(encodeModel(bundle))
  })

  it('survives its file', () => {
    expect(decodeModel(encodeModel(bundle))).toEqual(JSON.parse(JSON.stringify(bundle)))
  })

  it('puts the simple rules first and beats the prior on data with a real relation', () => {
    expect(bundle.report.entries.map(e => e.label)).toEqual(['prior', 'last grade alone', 'course alone', 'model'])
    expect(bundle.report.entries[0]!.behindModel!.low).toBeGreaterThan(0)
  })

  it('gives every figure an interval that holds it, with n and estimand', () => {
    for (const { metrics } of bundle.report.entries) {
      for (const [id, { value, low, high, n, estimand }] of Object.entries(metrics)) {
        expect({ id, held: low <= value + 0.05 && value - 0.05 <= high, n, named: estimand.length > 20 }).toEqual({
          id,
          held: true,
          n: 120,
          named: true,
        })
      }
    }
  })

  it("says how far each rule lies behind: its loss minus the model's", () => {
    const loss = (e: (typeof bundle.report.entries)[number]) => e.metrics['logLoss']!.value
    const model = bundle.report.entries.at(-1)!
    for (const rule of bundle.report.entries.slice(0, -1)) {
      expect(rule.behindModel!.value).toBeCloseTo(loss(rule) - loss(model), 2) // folds of 30 rows weigh alike
      expect(rule.behindModel!.low <= rule.behindModel!.value && rule.behindModel!.value <= rule.behindModel!.high).toBe(true)
    }
  })

  it('puts what happened in rows and what was forecast in columns', () => {
    const { confusion, classes } = bundle.report
    const happened = [0, 1, 2].map(c => framed.sample.y.filter(y => y === c).length)
    confusion!.counts.forEach((row, c) => {
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(happened[c]!, 9)
    })
    expect(classes!.map(c => c.n)).toEqual(happened)
    for (const { recall, n, intervals } of classes!) {
      expect(intervals!.recall.value).toBeCloseTo(n > 0 ? recall : 0, 9)
      expect(Object.values(intervals!).every(({ value, low, high }) => low <= value && value <= high)).toBe(true)
      expect(intervals!.f1.estimand).toMatch(/bootstrap over/)
    }
  })

  it('holds forecasts of the event against how often the event happened', () => {
    const { bins, slope, slopeInterval, interceptInterval } = bundle.report.calibration!
    const fails = framed.sample.y.filter(y => y === 0).length
    expect(bins.reduce((sum, b) => sum + b.observed * b.n, 0)).toBeCloseTo(fails, 6)
    expect(slope).toBeGreaterThan(0)
    expect(slopeInterval!.low < slope! && slope! < slopeInterval!.high).toBe(true)
    expect(interceptInterval!.low).toBeLessThan(interceptInterval!.high)
  })

  it('counts every student once in classes and confusion', () => {
    const { classes, confusion, calibration } = bundle.report
    expect(classes!.reduce((sum, c) => sum + c.n, 0)).toBeCloseTo(120, 9)
    expect(confusion!.counts.flat().reduce((a, b) => a + b, 0)).toBeCloseTo(120, 9)
    expect(calibration!.bins.reduce((sum, b) => sum + b.n, 0)).toBe(120)
  })

  it('finds nothing where there is nothing: outcomes dealt at random are not forecast', () => {
    const dataset = smallDataset(120)
    const random = createRandom(3)
    const grade = columnOf(dataset.table, 'GRADE') as CategoricalColumn
    const codes = grade.codes.map(() => random.int(3))
    const noise = { ...dataset, table: table(dataset.table.columns.map(c => (c.name === 'GRADE' ? { ...grade, codes } : c))) }
    expect(train(frame(noise, ask('GRADE')), { ...quick, plan }).report.verdict.kind).not.toBe('better')
  })

  it('calibrates by what out-of-fold loss says, or not at all', () => {
    const asked = frame(smallDataset(160), ask('GRADE<=0'))
    const { fitted } = train(asked, {
      ...quick,
      plan: planFolds({ ...asked.sample, folds: 3, seed: 1 }),
      calibrator: 'auto',
      learner: 'linear',
    })
    expect([undefined, 'temperature', 'platt', 'beta']).toContain(fitted.calibrator?.kind)
    const points = frame(smallDataset(60), ask('POINTS'))
    expect(() => train(points, { ...quick, calibrator: 'auto' })).toThrow(/can be calibrated by: nothing/)
  })

  it.each([
    { target: 'GRADE<=0', calibrator: 'platt' },
    { target: 'GRADE', calibrator: 'temperature' },
  ])('calibrates $target by $calibrator, inside every part and in the model', ({ target, calibrator }) => {
    const asked = frame(smallDataset(120), ask(target))
    const calibrated = train(asked, { ...quick, plan, calibrator, learner: 'linear' })
    expect(calibrated.fitted.calibrator!.kind).toBe(calibrator)
    const plain = train(asked, { ...quick, plan, learner: 'linear' })
    const loss = (b: typeof plain) => b.report.entries.at(-1)!.metrics['logLoss']!.value
    expect(loss(calibrated)).not.toBe(loss(plain))
    expect(Math.abs(loss(calibrated) - loss(plain))).toBeLessThan(0.1)
  })

  it('refuses a calibrator that cannot', () => {
    expect(() => train(framed, { ...quick, plan, calibrator: 'platt' })).toThrow(
      /platt cannot calibrate this question. It can be calibrated by: temperature/,
    )
  })

  it('stops when told to, keeping nothing', () => {
    expect(() => train(framed, { ...quick, plan }, { signal: { aborted: true } })).toThrow(expect.objectContaining({ code: 'aborted' }))
  })

  it('says how far it is', () => {
    const seen: string[] = []
    train(
      framed,
      { ...quick, plan: twoFolds(120), learner: 'baseline' },
      { progress: ({ what, done, total }) => seen.push(`${what} ${done}/${total}`) },
    )
    expect(seen).toEqual(['folds 1/2', 'folds 2/2'])
  })

  it.each(['GRADE<=0', 'POINTS'])('answers %s as well', target => {
    const { report } = train(frame(smallDataset(80), ask(target)), { ...quick, plan: twoFolds(80) })
    expect(report.entries.at(-1)!.metrics[target === 'POINTS' ? 'rmse' : 'rocAuc']!.n).toBe(80)
  })
})

function twoFolds(rows: number) {
  const even = Array.from({ length: rows / 2 }, (_, i) => 2 * i)
  return planGivenFolds(rows, [[even, even.map(i => i + 1)]])
}
