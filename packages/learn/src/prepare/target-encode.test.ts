import { describe, expect, it } from 'vitest'
import { cells, ctx, names, partOf, threeClasses } from '../../test/step-parts.ts'
import { createRandom, deriveSeed } from '../random.ts'
import { fitRecipe } from '../recipe.ts'
import { planFolds } from '../resample/plan-folds.ts'
import { wholeOf } from '../resample/split.ts'
import { sample } from '../sample.ts'
import { categoricalColumn, numericColumn, table } from '../table.ts'
import type { Task } from '../task.ts'
import { type TargetEncodeState, targetEncode } from './target-encode.ts'

const levels = ['a', 'b', 'c', 'd']
const codes = [0, 0, 1, 1, 1, 2, -1, -1]
const column = categoricalColumn('town', codes, levels, { source: 'TOWN' })
const all = { minLevels: 1, smoothing: 2 }
const binary: Task = { kind: 'binary', classes: ['no', 'yes'] }
const random = createRandom(11)

describe('targetEncode', () => {
  it('gives the mean of each level, drawn towards the overall mean; missing is a level', () => {
    const part = partOf([column], [1, 0, 1, 1, 1, 0, 0, 0], binary)
    const out = targetEncode.apply(targetEncode.fit(part, all, ctx), part.table)
    const [a, b, c, missing] = [(1 + 2 * 0.5) / 4, (3 + 2 * 0.5) / 5, (0 + 2 * 0.5) / 3, (0 + 2 * 0.5) / 4]
    expect(cells(out, 'town~yes')).toEqual([a, a, b, b, b, c, missing, missing])
    expect(out.columns.map(col => col.source)).toEqual(['TOWN'])
  })

  it('gives the overall mean to a level that training never saw', () => {
    const part = partOf([column], [1, 0, 1, 1, 1, 0, 0, 1], binary)
    const fresh = table([categoricalColumn('town', [3, 4], [...levels, '(unseen)'])])
    expect(cells(targetEncode.apply(targetEncode.fit(part, all, ctx), fresh), 'town~yes')).toEqual([0.625, 0.625])
  })

  it.each([
    ['multiclass', { kind: 'multiclass', classes: ['x', 'y', 'z'] } as Task, ['town~y', 'town~z']],
    ['ordinal', threeClasses, ['town~mean']],
    ['binary', binary, ['town~yes']],
    ['regression', { kind: 'regression' } as Task, ['town~mean']],
  ])('%s: its columns', (_, task, expected) => {
    const part = partOf([column], [0, 1, 0, 1, 0, 1, 0, 1], task)
    expect(names(targetEncode.apply(targetEncode.fit(part, all, ctx), part.table))).toEqual(expected)
  })

  it('leaves numbers, ordered categories and those of few levels', () => {
    const ordered = categoricalColumn('order', codes, levels, { ordered: true })
    const few = categoricalColumn(
      'few',
      codes.map(c => Math.min(c, 1)),
      levels,
    )
    const part = partOf([numericColumn('x', codes), ordered, column, few], codes)
    const state = targetEncode.fit(part, { minLevels: 3 }, ctx)
    expect(names(targetEncode.apply(state, part.table))).toEqual(['x', 'order', 'town~mean', 'few'])
    expect(targetEncode.fit(part, {}, ctx).columns).toEqual([])
  })

  it('encodes a training row by the rows of other folds, students together', () => {
    const n = 60
    const y = Float64Array.from({ length: n }, () => random.next())
    const town = Int32Array.from(y, () => random.int(5) - 1)
    const groups = Int32Array.from(y, (_, i) => Math.floor(i / 3))
    const part = wholeOf(sample({ table: table([categoricalColumn('town', town, levels)]), y, task: { kind: 'regression' }, groups }))
    const state = targetEncode.fit(part, { ...all, folds: 4 }, ctx)
    const out = cells(targetEncode.applyToTraining!(state, part, ctx), 'town~mean')
    const seed = deriveSeed(ctx.seed, 'targetEncode', 'folds')
    const [folds] = planFolds({ y, task: part.task, groups, folds: 4, seed }).repeats
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    const overall = mean([...y])
    for (const { test } of folds) {
      for (const i of test) {
        const others = [...y.keys()].filter(j => town[j] === town[i] && !test.includes(j))
        expect(others.filter(j => groups[j] === groups[i])).toEqual([])
        expect(out[i]).toBeCloseTo((others.reduce((sum, j) => sum + y[j], 0) + 2 * overall) / (others.length + 2), 12)
      }
    }
  })

  describe.each([
    ['one row', 1],
    ['two rows', 2],
  ])('a category with %s per level and a target that is noise', (_, perLevel) => {
    const n = 400
    const y = Array.from({ length: n }, () => random.int(2))
    const town = Array.from({ length: n }, (_, i) => Math.floor(i / perLevel))
    const part = partOf([categoricalColumn('town', town, town.map(String))], y, binary)
    const state = targetEncode.fit(part, {}, ctx)

    it('tells the learner nothing', () => {
      expect(Math.abs(correlation(cells(targetEncode.applyToTraining!(state, part, ctx), 'town~yes'), y))).toBeLessThan(0.1) // 2 / √400
    })

    it('would give the outcome away without folds', () => {
      expect(correlation(cells(targetEncode.apply(state, part.table), 'town~yes'), y)).toBeGreaterThan(0.6)
    })

    it('reaches the learner of a recipe so: its coefficient is 0', () => {
      const recipe = {
        steps: [{ kind: 'targetEncode' }, { kind: 'standardScale' }],
        learner: { kind: 'linear', params: { lambda: 0.1, l1Ratio: 1 } },
      }
      const noise = JSON.stringify((fitRecipe(recipe, part, ctx).model as { coefficients: unknown }).coefficients)
      expect(noise).toMatch(/^\[+0\]+$/)
    })
  })

  it('bears one row, one group, one class, and a part that is missing everywhere', () => {
    const one = partOf([categoricalColumn('town', [0], ['a'])], [1], binary)
    const own = targetEncode.fit(one, all, ctx)
    expect(cells(targetEncode.applyToTraining!(own, one, ctx), 'town~yes')).toEqual([1])
    const group = wholeOf(
      sample({ table: table([column]), y: Float64Array.from(codes), task: { kind: 'regression' }, groups: new Int32Array(8) }),
    )
    const encoded = cells(targetEncode.applyToTraining!(targetEncode.fit(group, all, ctx), group, ctx), 'town~mean')
    expect(new Set(encoded).size).toBe(1)
    const missing = partOf([categoricalColumn('town', [-1, -1], levels)], [0, 0], binary)
    expect(targetEncode.fit(missing, all, ctx).columns).toEqual([])
  })

  it('is refused behind copies of rows', () => {
    const steps = [{ kind: 'overSample' }, { kind: 'targetEncode' }]
    const part = partOf([column], [1, 0, 0, 0, 0, 0, 0, 0], binary)
    expect(() => fitRecipe({ steps, learner: { kind: 'baseline' } }, part, ctx)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringContaining('before rebalancing') }),
    )
  })

  it.each([
    ['folds', { folds: 1 }],
    ['smoothing', { smoothing: NaN }],
    ['minLevels', { minLevels: 0.5 }],
  ])('refuses wrong %s', (name, params) => {
    const part = partOf([column])
    expect(() => targetEncode.fit(part, params, ctx)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringContaining(name) }),
    )
  })

  it('refuses targets too large for a mean', () => {
    expect(() =>
      targetEncode.fit(
        partOf(
          [column],
          codes.map(() => 1e308),
        ),
        all,
        ctx,
      ),
    ).toThrow(expect.objectContaining({ code: 'not_finite' }))
  })

  it.each<[string, (state: TargetEncodeState) => object, RegExp]>([
    ['no output', state => ({ ...state, outputs: [] }), /outputs must have 1 or more/],
    ['an overall mean too many', state => ({ ...state, overall: [0, 0] }), /overall must have 1 items/],
    ['a level too many', state => ({ ...state, columns: [{ ...state.columns[0], levels: 5 }] }), /columns\[0\]\.means must have 1 × 6/],
    ['no means', state => ({ ...state, columns: [{ ...state.columns[0], means: [] }] }), /columns\[0\]\.means must have 1 × 5/],
    ['a column twice', state => ({ ...state, columns: [state.columns[0], state.columns[0]] }), /columns names something twice/],
  ])('refuses a state with %s', (_, changed, says) => {
    const state = targetEncode.fit(partOf([column]), all, ctx)
    expect(() => targetEncode.check(state)).not.toThrow()
    expect(() => targetEncode.check(changed(state))).toThrow(
      expect.objectContaining({ code: 'bad_bundle', message: expect.stringMatching(says) }),
    )
  })

  it('refuses a part without rows, and later a table without its column or with a number in its place', () => {
    expect(() => targetEncode.fit(partOf([categoricalColumn('town', [], levels)], []), {}, ctx)).toThrow(
      expect.objectContaining({ code: 'too_few_rows' }),
    )
    const state = targetEncode.fit(partOf([column]), all, ctx)
    expect(() => targetEncode.apply(state, table([numericColumn('x', [1])]))).toThrow(expect.objectContaining({ code: 'unknown_column' }))
    expect(() => targetEncode.apply(state, table([numericColumn('town', [1])]))).toThrow(
      expect.objectContaining({ code: 'wrong_column_kind' }),
    )
  })
})

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (v: readonly number[]) => v.reduce((x, z) => x + z, 0) / v.length
  const [ma, mb] = [mean(a), mean(b)]
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0)
  const [aa, bb] = [sum(i => (a[i] - ma) * (a[i] - ma)), sum(i => (b[i] - mb) * (b[i] - mb))]
  return aa > 0 ? sum(i => (a[i] - ma) * (b[i] - mb)) / Math.sqrt(aa * bb) : 0
}
