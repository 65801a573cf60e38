import { type AdditiveModel, fitRecipe, planGivenFolds, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsCodebook, termsDataset } from '../../test/terms.ts'
import type { Bundle } from '../bundle.ts'
import type { Codebook } from '../codebook/codebook.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { askQuestion } from '../question/ask-question.ts'
import { derivations } from '../train/derived.ts'
import { frame } from '../train/frame.ts'
import { train } from '../train/train.ts'
import { curvesOf } from './curves-of.ts'
import { editModel, type ModelEdit } from './edit-model.ts'

const dataset = smallDataset(100)
const half = Array.from({ length: 50 }, (_, i) => 2 * i)
const plan = planGivenFolds(100, [[half, half.map(i => i + 1)]])

function trained(target: string, { learner = 'additive', calibrator, codebook = smallCodebook }: Choices = {}): Bundle {
  const framed = frame({ ...dataset, codebook }, askQuestion(codebook, { target }))
  return train(framed, { seed: 1, plan, resamples: 20, innerFolds: 2, learner, ...(calibrator !== undefined && { calibrator }) })
}

interface Choices {
  readonly learner?: string
  readonly calibrator?: string
  readonly codebook?: Codebook
}

/** The same grades without an order. */
const unordered: Codebook = {
  ...smallCodebook,
  fields: smallCodebook.fields.map(field =>
    field.name === 'GRADE' && 'codes' in field.scale ? { ...field, scale: { ...field.scale, kind: 'nominal' } } : field,
  ),
}

const binary = trained('GRADE<=0')
const classes = trained('GRADE', { codebook: unordered })
const signed = { by: ' A. Analyst ', reason: 'few students\nlie there.' }
const flatten: ModelEdit = { column: 'Points before', kind: 'flatten', from: 1, to: 3, ...signed }
const FIGURES = 'All figures are of the model before this edit.'

const valuesOf = (bundle: Bundle, column: string, output?: string) =>
  curvesOf(bundle, { column, ...(output !== undefined && { output }) })[0]!.bins.map(bin => bin.value)

function refusal(code: string, says = /./, name = 'CampusError') {
  return expect.objectContaining({ name, code, message: expect.stringMatching(says) })
}

describe('curvesOf', () => {
  it('speaks in the words of the codebook', () => {
    const [hours, course] = ['Study hours', 'COURSE'].map(column => curvesOf(binary, { column })[0]!)
    expect(hours).toMatchObject({ column: 'HOURS', title: 'Study hours', adds: 'log-odds of Grade Fail', edits: [] })
    expect(hours).not.toHaveProperty('output')
    expect(hours!.bins.map(bin => bin.holds)).toEqual(['few', 'some', 'many', 'unknown'])
    expect(course!.bins.map(bin => bin.holds)).toEqual(['Algebra', 'Biology', 'unknown'])
    for (const { value, low, high } of hours!.bins) expect(low <= value && value <= high).toBe(true)
    expect(hours!.bins.reduce((sum, bin) => sum + bin.share, 0)).toBeCloseTo(1, 12)
  })

  it('says bins of numbers by their ends, each once', () => {
    const holds = curvesOf(binary, { column: 'POINTS' })[0]!.bins.map(bin => bin.holds)
    const ends = holds.slice(0, -2).map(text => text.split(' ').at(-1))
    expect(holds[0]).toBe(`up to ${ends[0]}`)
    expect(holds.slice(1, -2)).toEqual(ends.slice(1).map((end, at) => `${ends[at]} to ${end}`))
    expect(holds.slice(-2)).toEqual([`above ${ends.at(-1)}`, 'unknown'])
  })

  it.each([
    { edges: [12.350000000000001, 20.5, 20.5], holds: ['up to 12.35', '12.35 to 20.5', 'above 20.5', 'unknown'] },
    { edges: [20250001.5, 20250002.5, 20250002.5], holds: ['up to 20250001.5', '20250001.5 to 20250002.5', 'above 20250002.5', 'unknown'] },
    { edges: [7], holds: ['any number', 'unknown'] },
  ])('says ends without dust: $holds', ({ edges, holds }) => {
    const { columns, ...rest } = binary.fitted.model as AdditiveModel
    const cells = [...edges, 0].map(() => 1)
    const points = { ...columns.find(c => c.name === 'POINTS')!, edges, weight: cells, values: [cells], bags: [[cells], [cells]] }
    const bundle = { ...binary, fitted: { ...binary.fitted, model: { ...rest, columns: [points] } } }
    expect(curvesOf(bundle)[0]!.bins.map(bin => bin.holds)).toEqual(holds)
  })

  it('names derived columns in words, and columns of a step as the step does', () => {
    const framed = frame(termsDataset(100), askQuestion(termsCodebook, { target: 'LEFT=yes' }))
    const bundle = train(framed, { seed: 1, plan, resamples: 20, innerFolds: 2, learner: 'baseline', honestyGap: false })
    const steps = [{ kind: 'derive', params: { ...derivations(framed) } }, { kind: 'oneHot' }]
    const fitted = fitRecipe({ steps, learner: { kind: 'additive', params: { rounds: 20 } } }, wholeOf(framed.sample), { seed: 1 })
    const titles = curvesOf({ ...bundle, fitted }).map(curve => curve.title)
    expect(titles).toEqual(expect.arrayContaining(['Units 2nd term (passed)', 'Units 2nd term: passed of taken', 'COURSE=a']))
    const edited = editModel({ ...bundle, fitted }, { ...flatten, column: 'Units 2nd term: passed of taken' })
    expect(edited.report.limits[0]).toMatch(/^The curve of Units 2nd term: passed of taken was flattened/)
  })

  it('says what is added up, class by class where each has its score', () => {
    const of = (bundle: Bundle) => curvesOf(bundle, { column: 'POINTS' }).map(curve => [curve.output, curve.adds])
    expect(of(classes)).toEqual(['Fail', 'Pass', 'Top'].map(label => [label, `log-odds of ${label} against other classes`]))
    expect(curvesOf(classes, { column: 'POINTS', output: '1' }).map(curve => curve.output)).toEqual(['Pass'])
    expect(of(trained('GRADE', { calibrator: 'temperature' }))).toEqual([[undefined, 'log-odds of a higher Grade, before calibration']])
    expect(curvesOf(trained('POINTS'))[0]!.adds).toBe('Points before')
  })
})

describe('editModel', () => {
  it('makes another model, which is read back as it is and says first what was done', () => {
    const before = encodeModel(binary)
    const after = editModel(binary, flatten)
    expect(encodeModel(binary)).toBe(before)
    expect(decodeModel(encodeModel(after))).toEqual(after)
    const said = 'The curve of Points before was flattened over bins 1 to 3 by A. Analyst, because few students lie there.'
    expect(after.report.limits).toEqual([`${said} ${FIGURES}`, ...binary.report.limits])
    expect(curvesOf(after, { column: 'POINTS' })[0]!.edits).toEqual([said])
    expect(curvesOf(after, { column: 'HOURS' })).toEqual(curvesOf(binary, { column: 'HOURS' }))
    const [, first, second, third] = valuesOf(after, 'POINTS')
    expect([second, third]).toEqual([first, first])
    expect((after.fitted.model as AdditiveModel).edits).toMatchObject([{ ...flatten, column: 'POINTS' }])
  })

  it('changes nothing else', () => {
    const after = editModel(binary, flatten)
    const back = { ...after, fitted: { ...after.fitted, model: binary.fitted.model }, report: { ...after.report, limits: [] } }
    const { past: _, ...kept } = binary // what became of past students was asked of the model before
    expect(back).toEqual({ ...kept, report: { ...binary.report, limits: [] } })
  })

  it('says the newest edit first, and keeps all', () => {
    const twice = editModel(editModel(binary, flatten), { ...flatten, kind: 'smooth', window: 3, by: 'B. Boss' })
    const thrice = editModel(twice, { column: 'COURSE', kind: 'set', bin: 1, value: -0.25, ...signed })
    expect(thrice.report.limits.slice(0, 3).map(limit => limit.split(',')[0])).toEqual([
      'The curve of Course was set to -0.25 in bin 1 by A. Analyst',
      'The curve of Points before was smoothed over 3 bins at a time by B. Boss',
      'The curve of Points before was flattened over bins 1 to 3 by A. Analyst',
    ])
    expect(curvesOf(thrice, { column: 'POINTS' })[0]!.edits).toHaveLength(2)
    expect(decodeModel(encodeModel(thrice))).toEqual(thrice)
  })

  it('changes the curve of one class, by label or code, or of all', () => {
    const one = editModel(classes, { ...flatten, output: 'Pass' })
    expect(editModel(classes, { ...flatten, output: '1' })).toEqual(one)
    expect(one.report.limits[0]).toMatch(/^The curve of Points before for Pass was flattened/)
    expect(valuesOf(one, 'POINTS', 'Fail')).toEqual(valuesOf(classes, 'POINTS', 'Fail'))
    expect(valuesOf(one, 'POINTS', 'Pass')).not.toEqual(valuesOf(classes, 'POINTS', 'Pass'))
    expect(curvesOf(one, { column: 'POINTS' }).map(curve => curve.edits.length)).toEqual([0, 1, 0])
    const all = editModel(classes, flatten)
    expect(all.report.limits[0]).toMatch(/^The curve of Points before was flattened/)
    expect(valuesOf(all, 'POINTS', 'Fail')).not.toEqual(valuesOf(classes, 'POINTS', 'Fail'))
    expect(curvesOf(all, { column: 'POINTS' }).map(curve => curve.edits.length)).toEqual([1, 1, 1])
  })

  it.each<{ name: string; edit: Partial<ModelEdit>; error: unknown }>([
    { name: 'a column without a curve', edit: { column: 'Sex' }, error: refusal('unknown_column', /no curve of Sex.*HOURS/) },
    { name: 'a class where there are none', edit: { output: 'Pass' }, error: refusal('bad_question', /one curve per column/) },
    { name: 'nobody', edit: { by: ' ' }, error: refusal('bad_param', /who/, 'LearnError') },
    { name: 'no reason', edit: { reason: '' }, error: refusal('bad_param', /why/, 'LearnError') },
    { name: 'bins that are not there', edit: { to: 1000 } as object, error: refusal('bad_param', /to must/, 'LearnError') },
    { name: 'levels without order', edit: { column: 'COURSE' }, error: refusal('wrong_column_kind', /no neighbours/, 'LearnError') },
  ])('refuses $name', ({ edit, error }) => {
    expect(() => editModel(binary, { ...flatten, ...edit } as ModelEdit)).toThrow(error)
  })

  it('refuses a class that is not there, and a model without curves', () => {
    expect(() => editModel(classes, { ...flatten, output: 'Best' })).toThrow(refusal('unknown_code', /no class Best.*Fail, Pass, Top/))
    const linear = trained('GRADE<=0', { learner: 'linear' })
    expect(() => editModel(linear, flatten)).toThrow(refusal('bad_question', /learner is linear.*--learner additive/))
    expect(() => curvesOf(linear)).toThrow(refusal('bad_question'))
  })
})
