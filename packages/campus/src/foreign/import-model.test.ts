import type { ForeignModel } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { renderReport } from '../report/html/render-report.ts'
import { compileScorer } from '../score/compile-scorer.ts'
import { planNamed } from '../train/plan.ts'
import { type ImportModelOptions, importModel } from './import-model.ts'

const leaf = { column: -1, cut: 0, left: -1, right: -1 }

/** One split: rows where `column` is at most `cut`, or a code of `set`, score `low`, all others `high`. */
function stump(column: number, at: number | readonly number[], low: number, high: number) {
  const nodes = [{ column, cut: typeof at === 'number' ? at : 0, left: 1, right: 2 }, leaf, leaf]
  return {
    column: nodes.map(n => n.column),
    cut: nodes.map(n => n.cut),
    sets: typeof at === 'number' ? [] : [[...at]],
    left: nodes.map(n => n.left),
    right: nodes.map(n => n.right),
    missingLeft: [0, 0, 0],
    value: [0, low, high],
    cover: [100, 40, 60],
  }
}

/** Features POINTS (a number), COURSE (sets of codes) and HOURS (a number), in an order that is not the codebook's. */
const foreign: ForeignModel = {
  engine: 'xgboost',
  version: '2.1.4',
  objective: 'binary:logistic',
  link: 'logistic',
  slope: 1,
  tasks: ['binary'],
  outputs: 1,
  features: [
    { name: 'POINTS', splits: 'cuts', zeroIsMissing: false },
    { name: 'COURSE', splits: 'sets', zeroIsMissing: false },
    { name: 'Study_hours', splits: 'cuts', zeroIsMissing: false },
  ],
  base: [0],
  baseLast: false,
  trees: [stump(0, 50, 1.5, -1.5), stump(1, [1], 0.5, -0.25), stump(2, 1, 1, -1)],
  outputOf: [0, 0, 0],
  divisor: 1,
  rounds: { used: 3, inFile: 4, best: 3 },
}
const three: ForeignModel = {
  ...foreign,
  objective: 'multi:softprob',
  link: 'softmax',
  tasks: ['multiclass', 'ordinal'],
  outputs: 3,
  base: [0, 0, 0],
  outputOf: [0, 1, 2],
}

const dataset = smallDataset(120)
const options: ImportModelOptions = { target: 'GRADE=0', claimedBy: 'A. Registrar', seed: 1, resamples: 100 }
const imported = (from = foreign, changes: Partial<ImportModelOptions> = {}) => importModel(from, dataset, { ...options, ...changes })
const refusal = (code: string, says: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(says) })

describe('a model from elsewhere', () => {
  const bundle = imported()

  it('is a bundle like any other: it survives its file, forecasts and explains', () => {
    const again = decodeModel(encodeModel(bundle))
    const score = compileScorer(again).score({ POINTS: 20, COURSE: 'b', HOURS: 1 }, { reasons: true, words: true })
    expect(score.eventProbability).toBeCloseTo(1 / (1 + Math.exp(-3)), 12)
    expect(score.reasons!.map(({ column, value, contribution }) => [column, value, contribution])).toEqual([
      ['POINTS', '20', expect.closeTo(1.8, 9)],
      ['HOURS', 'few', expect.closeTo(1.2, 9)],
      ['COURSE', 'Biology', expect.closeTo(0.45, 9)],
    ])
    expect(score.likeThis).toMatchObject({
      enough: false,
      reason: 'the 120 past students nearest to a forecast of 95 % had forecasts from 6 to 95 %, 41 % on average',
    })
    // every row once, at the chance of its score: ±1.5 for POINTS, 0.5 or −0.25 for COURSE, ±1 for HOURS
    const scores = [-2.75, -2, -0.75, 0, 0.25, 1, 2.25, 3]
    const { p, n } = again.past!
    expect([p, n.reduce((a, b) => a + b)]).toEqual([scores.map(s => Math.round(1000 / (1 + Math.exp(-s))) / 1000), 120])
  })

  it('takes its columns in its own order, codes that are numbers as they are, and others by their place', () => {
    expect(bundle.question.indicators).toEqual(['POINTS', 'COURSE', 'HOURS'])
    expect(bundle.fitted.inputs.map(input => input.name)).toEqual(['POINTS', 'COURSE', 'HOURS'])
    expect(bundle.report.limits).toContainEqual(
      'Assumed: the model knew COURSE by the places of its codes in the codebook (0 for Algebra, 1 for Biology).',
    )
    expect(bundle.report.limits.join(' ')).not.toContain('HOURS by the places')
  })

  it('says who claims that it never saw these rows, first of all limits, and where it comes from', () => {
    const { report } = bundle
    expect(report.limits[0]).toMatch(/^That the model has never seen these 120 rows is what A. Registrar says/)
    expect(report.protocol.plan).toContain('as A. Registrar says; simple rules by 5 folds × 10 repeats')
    expect(report.model.name).toBe('imported from XGBoost 2.1.4, binary:logistic, 3 of 4 rounds')
    expect(report.elsewhere).toEqual({ name: report.model.name, claimedBy: 'A. Registrar' })
    const page = renderReport(report)
    expect(page).toContain('Nothing was searched or fitted here')
    expect(page).not.toContain('Lowest inner loss')
  })

  it('is judged on every row, beside simple rules that learned from others, and gated', () => {
    const { report } = bundle
    expect(report.entries.map(({ id, metrics }) => [id, metrics['logLoss']!.n])).toEqual(
      ['prior', 'last grade alone', 'course alone', 'model'].map(id => [id, 120]),
    )
    expect(report.gate?.listed).toBe(12)
    expect(report.indicators.map(i => i.column)).toEqual(['POINTS', 'HOURS', 'COURSE'])
    expect(imported(foreign, { listLength: 30 }).report.gate?.listed).toBe(30)
  })

  it('gives the same bytes for the same rows and seed', () => {
    expect(encodeModel(imported())).toBe(encodeModel(bundle))
  })

  it('hands out the forecasts that it was judged by', () => {
    let tested = 0
    imported(foreign, {
      planFor: frame => planNamed(frame, 'whole-courses', 1),
      onTested: ({ repeats }, frame) => {
        const scores = compileScorer(bundle).forecastTable(frame.dataset.table).data
        tested = [...repeats[0]!.forecast.data].filter((p, at) => p === scores[at]).length
      },
    })
    expect(tested).toBe(240)
  })

  it('takes levels as they are said, by code or label; what is not listed is unknown', () => {
    const { fitted, seen, report } = imported(foreign, { levels: { COURSE: ['Biology'], HOURS: ['3', '2', '1'] } })
    expect((fitted.model as { columns: { numbers?: unknown }[] }).columns.map(c => c.numbers)).toEqual([undefined, [null, 0], [2, 1, 0]])
    expect(seen).toEqual({ COURSE: ['b'], HOURS: ['1', '2', '3'] })
    expect(report.limits.join(' ')).not.toContain('Assumed')
  })

  it('takes levels as the file says', () => {
    const features = foreign.features.map(f => (f.name === 'COURSE' ? { ...f, levels: ['b', 'a'] } : f))
    const { fitted } = imported({ ...foreign, features })
    expect((fitted.model as { columns: { numbers?: unknown }[] }).columns[1]!.numbers).toEqual([1, 0])
  })

  it('takes columns as they are said where features have no names', () => {
    const nameless = { ...foreign, features: foreign.features.map(({ name: _, ...rest }) => rest) }
    expect(imported(nameless, { features: ['Points before', 'COURSE', 'HOURS'] }).question.indicators).toEqual([
      'POINTS',
      'COURSE',
      'HOURS',
    ])
    expect(() => imported(nameless)).toThrow(refusal('unknown_column', /does not name its features.*--features/))
  })

  it('puts classes in the order that is said', () => {
    const plain = compileScorer(imported(three, { target: 'GRADE' })).score({ POINTS: 20, COURSE: 'a', HOURS: 3 })
    const turned = compileScorer(imported(three, { target: 'GRADE', classes: ['Top', '0', 'Pass'] })).score({
      POINTS: 20,
      COURSE: 'a',
      HOURS: 3,
    })
    const [fail, pass, top] = Object.values(plain.probabilities!)
    expect(Object.values(turned.probabilities!)).toEqual([pass, top, fail].map(p => expect.closeTo(p!, 12)))
  })

  it.each<[string, ForeignModel, Partial<ImportModelOptions>, string, RegExp]>([
    ['nobody who claims it', foreign, { claimedBy: ' ' }, 'bad_question', /Say who/],
    [
      'a feature of no column',
      { ...foreign, features: [{ ...foreign.features[0]!, name: 'GPA' }] },
      {},
      'unknown_column',
      /Feature 0 .*"GPA".*It has: ID/,
    ],
    ['too few names', foreign, { features: ['POINTS'] }, 'wrong_length', /3 features, got 1/],
    ['a column twice', foreign, { features: ['POINTS', 'COURSE', 'COURSE'] }, 'bad_question', /Two features are the column COURSE/],
    ['the student as a feature', foreign, { features: ['POINTS', 'COURSE', 'ID'] }, 'bad_question', /ID.*its role is student/],
    ['the outcome as a feature', foreign, { features: ['POINTS', 'COURSE', 'GRADE'] }, 'bad_question', /GRADE/],
    ['a protected column', foreign, { features: ['POINTS', 'COURSE', 'SEX'] }, 'bad_question', /protected columns: SEX.*--with-protected/],
    ['levels of nobody', foreign, { levels: { SEX: ['1'] } }, 'unknown_column', /SEX, which the model does not take/],
    ['levels that are none', foreign, { levels: { COURSE: ['x'] } }, 'unknown_code', /None of the levels x is a code or label of COURSE/],
    [
      'levels that may be of any feature',
      { ...foreign, features: foreign.features.map(f => ({ ...f, unclear: true as const })) },
      { levels: { HOURS: ['1', '2', '3'] } },
      'bad_question',
      /COURSE may be one.*--levels/,
    ],
    ['levels of a number', foreign, { levels: { POINTS: ['x'] } }, 'wrong_type', /POINTS is a quantity/],
    ['classes of one score', foreign, { classes: ['a', 'b'] }, 'bad_question', /one score/],
    [
      'classes that are none',
      three,
      { target: 'GRADE', classes: ['Fail', 'Pass', 'Best'] },
      'bad_question',
      /must be Fail, Pass, Top in some order/,
    ],
    ['a class twice', three, { target: 'GRADE', classes: ['Fail', 'Fail', 'Pass'] }, 'bad_question', /Name each once/],
    ['another task', foreign, { target: 'GRADE' }, 'wrong_task', /binary:logistic, which forecasts binary, not ordinal/],
    ['a value for an event', foreign, { target: 'POINTS' }, 'bad_question', /takes POINTS, which is what it is to forecast/],
    ['a longer list than rows', foreign, { listLength: 121 }, 'bad_question', /list/],
  ])('refuses %s', (_, from, changes, code, says) => {
    expect(() => imported(from, changes)).toThrow(refusal(code, says))
  })

  it('takes protected columns where a person says so, and the question says it', () => {
    const { question } = imported(foreign, { features: ['POINTS', 'SEX', 'HOURS'], withProtected: true })
    expect([question.withProtected, question.indicators]).toEqual([true, ['POINTS', 'SEX', 'HOURS']])
    expect(smallCodebook.fields.find(f => f.name === 'SEX')?.sensitivity).toBe('protected')
  })
})
