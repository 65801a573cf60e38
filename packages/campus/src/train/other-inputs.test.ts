import { numericColumn, planFolds, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { askQuestion } from '../question/ask-question.ts'
import { renderReport } from '../report/html/render-report.ts'
import { withDerived } from './derived.ts'
import { type Frame, frame, frameAt } from './frame.ts'
import { otherInputs } from './other-inputs.ts'
import { linear } from './recipes.ts'
import { type TrainOptions, train } from './train.ts'

const { records } = generateRecords({ newStudents: 350, terms: 3, courses: 2, seed: 5, groupGap: 2 })
const at = datasetAt(records, { kind: 'day', day: 42 }, { marking: 7, results: 14 })
const framedWith = (withProtected: boolean) =>
  frameAt(at, askQuestion(at.dataset.codebook, { target: 'result=Fail,Withdrawn', withProtected }))
const options = { seed: 1, learner: 'linear', budget: { configurations: 2 }, resamples: 50, honestyGap: false, beside: true } as const
const trained = (framed: Frame, more: Partial<TrainOptions> = {}) => train(framed, { ...options, ...more })

describe('protected columns beside', () => {
  const bundle = trained(framedWith(false))
  const { beside, groupsBeside, groups, entries } = bundle.report
  const model = entries.at(-1)!

  it('sets the figures with them beside those of the report, and says what was done', () => {
    expect(beside!.without).toEqual(model.metrics)
    expect(beside!.columns).toEqual(['Group'])
    expect(beside!.helps.low).toBeGreaterThan(0) // a gap of two in the log-odds was planted
    expect(beside!.with['rocAuc']!.value).toBeGreaterThan(beside!.without['rocAuc']!.value + 0.02)
    expect(beside!.sentence).toMatch(/^Protected columns as inputs \(Group\): ROC AUC .* They help the forecast\./)
    expect(beside!.sentence).toContain('chosen without them and fitted once more with them, not tuned again')
  })

  it('sets the groups side by side, at one length, hiding the same', () => {
    expect(groupsBeside!.names).toEqual(['without protected columns', 'with them'])
    expect(groupsBeside!.lines[0]!.first).toEqual(groups!.all)
    const shown = groups!.traits.flatMap(t => t.groups.flatMap(g => (g.figures ? [g.figures] : [])))
    expect(groupsBeside!.lines.slice(1).map(l => l.first)).toEqual(shown)
    const gap = (side: 'first' | 'second') => Math.abs(groupsBeside!.lines.find(l => l.group === 'B')![side].calibration.value)
    expect(gap('second')).toBeLessThan(gap('first') / 2)
  })

  it('survives its file and stands in the page', () => {
    expect(decodeModel(encodeModel(bundle)).report).toEqual(JSON.parse(JSON.stringify(bundle.report)))
    const page = renderReport(bundle.report)
    expect(page).toContain('<h2>Without and with protected columns</h2>')
    expect(page).toContain('<h3>Without protected columns, and with them</h3>')
  })

  it('is the other way round where the model was given them', () => {
    const { report } = trained(framedWith(true), { calibrator: 'platt' })
    expect(report.beside!.with).toEqual(report.entries.at(-1)!.metrics)
    expect(report.beside!.sentence).toContain('chosen with them and fitted once more without them')
    expect(report.beside!.helps.low).toBeGreaterThan(0)
    expect(report.groupsBeside!.lines[0]!.second).toEqual(report.groups!.all)
  })

  it('is measured where asked for, and changes nothing else', () => {
    const { groups, groupsBeside: _, beside: __, ...rest } = bundle.report
    const plain = trained(framedWith(false), { beside: false }).report
    expect(plain).toEqual({ ...rest, groups: plain.groups })
    expect(plain.groups!.all).toEqual(groups!.all)
  })
})

describe('of a flat table', () => {
  const small = smallDataset(150)
  const age = Array.from({ length: 150 }, (_, i) => 20 + ((i * 7) % 30))
  const withAge = (values: readonly number[]) => ({
    ...small,
    codebook: {
      ...smallCodebook,
      fields: [
        ...smallCodebook.fields,
        {
          name: 'AGE',
          title: 'Age',
          scale: { kind: 'quantity' },
          role: 'indicator',
          sensitivity: 'protected',
          availableFrom: 'registration',
          actionable: false,
        } as const,
      ],
    },
    table: table([...small.table.columns, numericColumn('AGE', values)]),
  })
  const framedOn = (values: readonly number[], withProtected: boolean) => {
    const dataset = withAge(values)
    return frame(dataset, askQuestion(dataset.codebook, { target: 'GRADE<=0', withProtected }))
  }

  it('derives anew from the columns that are left, in an average as well', () => {
    const framed = framedOn(age, true)
    const [derived] = withDerived(framed)(linear(0.1))
    const members = [derived!.recipe, linear(0.1).recipe]
    const stack = { name: 'stack', complexity: 5, recipe: { steps: [], learner: { kind: 'stack', params: { members, weights: [1, 1] } } } }
    const plan = planFolds({ ...framed.sample, folds: 2, seed: 1 })
    expect(JSON.stringify(derived)).toContain('AGE')
    const other = otherInputs(framed, plan, [derived!, stack], { folds: 2 }, { seed: 1 })!
    expect([other.columns, other.withProtected]).toEqual([['Sex', 'Age'], false])
    expect(other.forecasts.repeats[0]!.forecast.data.every(p => p >= 0 && p <= 1)).toBe(true)
  })

  it('gives no column that may know the outcome', () => {
    const outcomes = framedOn(age, false).sample.y
    const leak = framedOn(
      Array.from(outcomes, (y, i) => y * 100 + (i % 5)),
      false,
    )
    expect(trained(leak, { innerFolds: 2 }).report.beside!.columns).toEqual(['Sex'])
  })

  it('is nothing where there is no protected column', () => {
    const fields = smallCodebook.fields.filter(f => f.sensitivity !== 'protected')
    const dataset = { ...small, codebook: { ...smallCodebook, fields } }
    const { report } = trained(frame(dataset, askQuestion(dataset.codebook, { target: 'GRADE<=0' })), { innerFolds: 2 })
    expect([report.beside, report.groupsBeside]).toEqual([undefined, undefined])
  })
})
