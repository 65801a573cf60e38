import { describe, expect, it } from 'vitest'
import { splitSample } from '../../resample/split.ts'
import type { SplitPlan } from '../../resample/split-plan.ts'
import type { Sample } from '../../sample.ts'
import { columnValues, describeColumn } from '../../trees/column-values.ts'
import { randomSample } from '../../trees/random-part.test-data.ts'
import { boostColumns, type ColumnSource } from './boost-columns.ts'
import { boosting } from './boosting.ts'

const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const

function sourceOf({ table, y, task }: Sample): ColumnSource & { readonly asked: number[] } {
  const columns = table.columns.map(describeColumn)
  const asked: number[] = []
  const read = async (j: number) => {
    asked.push(j)
    return columnValues(table, columns)[j]
  }
  return { rows: table.rows, columns, y, task, asked, read }
}

function holdOut(rows: number, from: number): SplitPlan {
  const all = Int32Array.from({ length: rows }, (_, i) => i)
  return { kind: 'hold-out', rows, repeats: [[{ train: all.slice(0, from), test: all.slice(from) }]], notes: [] }
}

const ctx = { seed: 2 }
const params = { rounds: 4, learningRate: 0.5, rowShare: 0.8 }

describe('boostColumns', () => {
  it.each(kinds)('makes the model of the same training rows held as a table, reading each column once: %s', async task => {
    const sample = randomSample(3, { task, rows: 120, missing: 0.1 })
    const source = sourceOf(sample)
    const plan = holdOut(120, 90)
    const [{ train }] = splitSample(sample, plan)
    expect(await boostColumns(source, plan, params, ctx)).toEqual(boosting.fit(train, params, ctx))
    expect(source.asked).toEqual([0, 1, 2, 3])
  })

  it('learns nothing from the rows that are held out', async () => {
    const sample = randomSample(4, { task: 'regression', rows: 100 })
    const changed = { ...sample, y: sample.y.map((v, i) => (i < 70 ? v : 1e6)) }
    const plan = holdOut(100, 70)
    expect(await boostColumns(sourceOf(changed), plan, params, ctx)).toEqual(await boostColumns(sourceOf(sample), plan, params, ctx))
  })

  const sample = randomSample(5, { task: 'binary', rows: 40 })
  const source = sourceOf(sample)
  const folds = holdOut(40, 30)
  it.each([
    ['a plan over other rows', source, holdOut(41, 30), {}, 'bad_plan'],
    ['a plan of several splits', source, { ...folds, repeats: [...folds.repeats, ...folds.repeats] }, {}, 'bad_plan'],
    ['a column that is too short', { ...source, read: () => new Float64Array(39) }, folds, {}, 'shape_mismatch'],
    ['infinity', { ...source, read: () => new Float64Array(40).fill(Infinity) }, folds, {}, 'not_finite'],
    ['a code that is no level', { ...source, read: (j: number) => new Float64Array(40).fill(j === 1 ? 99 : 1) }, folds, {}, 'not_finite'],
    ['a search for rounds', source, folds, { stopping: 'bags' as const }, 'bad_param'],
    ['no training row', source, holdOut(40, 0), {}, 'bad_plan'],
    ['too few outcomes', { ...source, y: new Float64Array(39) }, folds, {}, 'shape_mismatch'],
  ])('refuses %s', async (_, given, plan, more, code) => {
    await expect(boostColumns(given, plan, { ...params, ...more }, ctx)).rejects.toThrow(expect.objectContaining({ code }))
  })

  it('can be stopped between columns', async () => {
    const signal = { aborted: false }
    const read = (j: number) => {
      signal.aborted = j > 0
      return source.read(j)
    }
    const stopping = { ...source, read }
    await expect(boostColumns(stopping, folds, params, { ...ctx, signal })).rejects.toThrow(expect.objectContaining({ code: 'aborted' }))
  })
})
