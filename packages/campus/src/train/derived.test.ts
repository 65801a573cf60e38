import { createRandom, permutation, planGivenFolds, sample, tune, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsCodebook, termsDataset } from '../../test/terms.ts'
import type { Codebook } from '../codebook/codebook.ts'
import { uci320 } from '../codebook/uci320.ts'
import { uci697 } from '../codebook/uci697.ts'
import { uci856 } from '../codebook/uci856.ts'
import { askQuestion, type QuestionChoices } from '../question/ask-question.ts'
import { derivations, withDerived } from './derived.ts'
import { frame } from './frame.ts'
import { linear } from './recipes.ts'
import { train } from './train.ts'

function about(codebook: Codebook, choices: QuestionChoices) {
  return derivations({ question: askQuestion(codebook, choices), dataset: { ...smallDataset(1), codebook } })
}

describe('derivations', () => {
  it('come from what the codebook marks', () => {
    expect(about(termsCodebook, { target: 'LEFT' })).toEqual({
      shares: [
        { part: 'PASSED1', whole: 'TAKEN1' },
        { part: 'PASSED2', whole: 'TAKEN2' },
      ],
      measures: [
        { name: 'units taken', columns: ['TAKEN1', 'TAKEN2'] },
        { name: 'units passed', columns: ['PASSED1', 'PASSED2'] },
      ],
      relativeTo: { by: 'COURSE', columns: ['TAKEN1', 'PASSED1', 'TAKEN2', 'PASSED2'] },
      find: true,
    })
  })

  it('never touch a column that the question leaves out: its target, protected ones, a whole, a term, the course', () => {
    const own = about(termsCodebook, { target: 'LEFT', without: ['TAKEN2', 'PASSED1', 'COURSE'] })
    expect(own).toEqual({ shares: [], measures: [], relativeTo: null, find: true })
    const some = about(termsCodebook, { target: 'PASSED2>3', without: ['TAKEN2'] })
    expect(some).toEqual({
      shares: [{ part: 'PASSED1', whole: 'TAKEN1' }],
      measures: [],
      relativeTo: { by: 'COURSE', columns: ['TAKEN1', 'PASSED1'] },
      find: true,
    })
    expect(about(termsCodebook, { target: 'LEFT', withProtected: true })!.relativeTo!.columns).toContain('AGE')
  })

  it('leave the rest to be found in the training part, where there are two quantities', () => {
    const unmarked = { ...termsCodebook, fields: termsCodebook.fields.map(({ boundedBy: _, measure: __, ...field }) => field) }
    expect(about(unmarked, { target: 'LEFT' })).toMatchObject({ shares: [], measures: [], find: true })
    expect(about(smallCodebook, { target: 'GRADE' })).toMatchObject({ relativeTo: { by: 'COURSE', columns: ['POINTS'] } })
    expect(about(smallCodebook, { target: 'GRADE', without: ['COURSE'] })).toBeUndefined()
  })

  it('of the codebooks that are built in', () => {
    const units = about(uci697, { target: 'Target' })!
    expect(units.shares).toHaveLength(6)
    expect(units.measures!.map(m => m.columns.length)).toEqual([2, 2, 2, 2, 2, 2])
    expect(about(uci320, { target: 'G3' })).toMatchObject({ measures: [{ name: 'period grade', columns: ['G1', 'G2'] }], relativeTo: null })
    expect(about(uci320, { target: 'G3', without: ['G2'] })).toMatchObject({ shares: [], measures: [] })
    expect(about(uci856, { target: 'GRADE' })).toBeUndefined()
  })
})

describe('withDerived', () => {
  const framed = frame(termsDataset(20), askQuestion(termsCodebook, { target: 'LEFT' }))
  const plain = { name: 'linear', complexity: 2, recipe: { steps: [{ kind: 'impute' }], learner: { kind: 'linear' } } }

  it('is the recipe on derived columns first, a little less simple', () => {
    const [twin, ...others] = withDerived(framed)(plain)
    expect(twin).toMatchObject({ name: 'linear, derived indicators', complexity: 2.5, recipe: { learner: plain.recipe.learner } })
    expect(twin!.recipe.steps.map(s => s.kind)).toEqual(['derive', 'impute'])
    expect(others).toEqual([])
  })

  it('is none where there is nothing to derive', () => {
    const bare = frame(termsDataset(20), askQuestion(termsCodebook, { target: 'LEFT', without: ['TAKEN1', 'TAKEN2', 'PASSED1', 'COURSE'] }))
    expect(withDerived(bare)(plain)).toEqual([])
  })

  it('is kept where the outcome follows a share, and the report names it in words', () => {
    const large = frame(termsDataset(400), askQuestion(termsCodebook, { target: 'LEFT' }))
    const half = Array.from({ length: 200 }, (_, i) => 2 * i)
    const { report } = train(large, {
      seed: 1,
      plan: planGivenFolds(400, [[half, half.map(i => i + 1)]]),
      resamples: 20,
      innerFolds: 2,
      learner: 'linear',
      honestyGap: false,
    })
    expect(report.model.name).toMatch(/, derived indicators$/)
    expect(report.indicators[0]).toMatchObject({ column: 'PASSED2 of TAKEN2', title: 'Units 2nd term: passed of taken' })
  })

  it('is not chosen where the inner loss is no lower with it: an outcome that follows nothing', () => {
    const { sample: own } = frame(termsDataset(400), askQuestion(termsCodebook, { target: 'LEFT' }))
    const candidates = [linear(0.1), ...withDerived(framed)(linear(0.1))]
    const chosen = (y: Float64Array) =>
      tune(wholeOf(sample({ table: own.table, y, task: own.task })), { candidates, blend: false }, { seed: 1 }).chosen.name
    const shuffled = Float64Array.from(permutation(400, createRandom(1)), i => own.y[i]!)
    expect(chosen(Float64Array.from(own.y))).toBe(candidates[1]!.name)
    expect(chosen(shuffled)).toBe(candidates[0]!.name)
  })
})
