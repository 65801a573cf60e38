import { describe, expect, it } from 'vitest'
import { tableOf } from '../../test/learner-data.ts'
import { createRandom } from '../random.ts'
import { type FittedRecipe, fitRecipe, forecast, type Recipe } from '../recipe.ts'
import { planFolds } from '../resample/plan-folds.ts'
import { splitSample } from '../resample/split.ts'
import type { SplitPlan } from '../resample/split-plan.ts'
import { type HeldOut, type Sample, sample } from '../sample.ts'
import { numericColumn, table, takeRows } from '../table.ts'
import { importanceInterval } from './importance-interval.ts'
import { permutationImportance, pooledPermutationImportance } from './permutation-importance.ts'
import { replaceColumns } from './replace-columns.ts'

const random = createRandom(9)
const n = 80
const strong = Float64Array.from({ length: n }, () => random.next() * 4 - 2)
const weak = Float64Array.from({ length: n }, () => random.next() * 4 - 2)
const noise = Float64Array.from({ length: n }, () => random.next() * 4 - 2)
const y = strong.map((v, i) => 2 * v - 0.5 * weak[i] + random.next())
const columns = { strong, weak, noise, twin: strong }

function sampleOf(names: readonly (keyof typeof columns)[], groups?: Int32Array): Sample {
  const named = names.map(name => numericColumn(name, columns[name]))
  return sample({ table: table(named), y, task: { kind: 'regression' }, ...(groups && { groups }) })
}

const linear: Recipe = { steps: [], learner: { kind: 'linear', params: { lambda: 0.01 } } }

function* fold(from: Sample, recipe = linear, repeats = 1): Generator<{ fitted: FittedRecipe; test: HeldOut }> {
  const plan = planFolds({ ...from, folds: 4, repeats, seed: 1 })
  for (const { train, test } of splitSample(from, plan)) yield { fitted: fitRecipe(recipe, train, { seed: 1 }), test }
}

function first(from: Sample, recipe = linear): { fitted: FittedRecipe; test: HeldOut } {
  for (const pair of fold(from, recipe)) return pair
  throw new Error('no fold')
}

describe('permutationImportance', () => {
  const { fitted, test } = first(sampleOf(['strong', 'weak', 'noise']))
  const onX0 = first(sample({ table: tableOf([...strong].map(v => [v])), y, task: { kind: 'regression' } }))

  it('tells a strong column from a weak one and both from noise, most important first', () => {
    const { columns: found, n: rows, loss } = permutationImportance(fitted, test, { seed: 1 })
    expect(found.map(c => c.column).slice(0, 2)).toEqual(['strong', 'weak'])
    expect(found[0].low).toBeGreaterThan(0)
    expect(found[2].low).toBeLessThanOrEqual(0)
    expect(found[2].high).toBeGreaterThanOrEqual(0)
    expect(rows).toBe(20)
    const plain = forecast(fitted, test.table).data
    expect(loss).toBeCloseTo(test.y.reduce((sum, v, i) => sum + (v - plain[i]) ** 2, 0) / 20, 12)
  })

  it('comes near the mean over all pairs of rows, which is what shuffling draws from', () => {
    const value = (i: number, j: number) => {
      const row = takeRows(test.table, [i])
      const moved = replaceColumns(row, [takeRows(test.table, [j]).columns[0]])
      return (test.y[i] - forecast(fitted, moved).data[0]) ** 2
    }
    let all = 0
    for (let i = 0; i < 20; i++) for (let j = 0; j < 20; j++) all += (value(i, j) - value(i, i)) / 400
    const { columns: found } = permutationImportance(fitted, test, { seed: 1, repeats: 400 })
    expect(found[0].importance / all).toBeGreaterThan(0.98)
    expect(found[0].importance / all).toBeLessThan(1.02)
  })

  it('gives a column that the model does not use exactly 0', () => {
    const few: Recipe = { ...linear, steps: [{ kind: 'select', params: { columns: ['strong'] } }] }
    const { columns: found } = pooledPermutationImportance(fold(sampleOf(['noise', 'strong', 'weak']), few), { seed: 1 })
    expect(found.slice(1)).toEqual(['noise', 'weak'].map(column => ({ column, importance: 0, low: 0, high: 0 })))
    expect(found[0].importance).toBeGreaterThan(1)
  })

  it('lets a column and its duplicate share', () => {
    const alone = first(sampleOf(['strong', 'weak']))
    const both = first(sampleOf(['strong', 'twin', 'weak']))
    const of = (pair: typeof alone, name: string) =>
      permutationImportance(pair.fitted, pair.test, { seed: 1, repeats: 50 }).columns.find(c => c.column === name)!.importance
    expect(of(both, 'strong')).toBeGreaterThan(0)
    expect(of(both, 'twin') / of(both, 'strong')).toBeCloseTo(1, 0)
    expect(of(both, 'strong') + of(both, 'twin')).toBeLessThan(0.8 * of(alone, 'strong'))
  })

  it('shuffles columns of one source together, under its name', () => {
    const parts = table([numericColumn('half', strong, 'strong'), numericColumn('rest', strong, 'strong'), numericColumn('weak', weak)])
    const split = first(sample({ table: parts, y, task: { kind: 'regression' } }))
    const alone = first(sampleOf(['strong', 'weak']))
    const a = permutationImportance(split.fitted, split.test, { seed: 1 }).columns
    const b = permutationImportance(alone.fitted, alone.test, { seed: 1 }).columns
    expect(a.map(c => c.column)).toEqual(['strong', 'weak'])
    expect(a[0].importance / b[0].importance).toBeCloseTo(1, 1)
  })

  it('is the same for a seed and other for another', () => {
    const run = (seed: number) => permutationImportance(fitted, test, { seed })
    expect(run(4)).toEqual(run(4))
    expect(run(4).columns).not.toEqual(run(5).columns)
  })

  it('does not hear the order of columns, nor of the pairs', () => {
    const select: Recipe = { ...linear, steps: [{ kind: 'select', params: { columns: ['noise', 'strong', 'weak'] } }] }
    const run = (names: (keyof typeof columns)[]) => pooledPermutationImportance(fold(sampleOf(names), select), { seed: 2 })
    expect(run(['weak', 'noise', 'strong'])).toEqual(run(['strong', 'weak', 'noise']))
    const pairs = [...fold(sampleOf(['strong', 'weak']))]
    const [a, b] = [pairs, [...pairs].reverse()].map(some => pooledPermutationImportance(some, { seed: 2 }))
    b.columns.forEach((c, at) => {
      expect(c.importance).toBeCloseTo(a.columns[at].importance, 12)
      expect(c.low).toBeCloseTo(a.columns[at].low, 12)
    })
  })

  it('takes another loss', () => {
    const absolute = permutationImportance(fitted, test, { seed: 1, loss: (t, { data }) => t.map((v, i) => Math.abs(v - data[i])) })
    const plain = forecast(fitted, test.table).data
    expect(absolute.loss).toBeCloseTo(test.y.reduce((sum, v, i) => sum + Math.abs(v - plain[i]), 0) / 20, 12)
  })

  it('reports each column done, and stops when asked', () => {
    const seen: string[] = []
    permutationImportance(fitted, test, { seed: 1, progress: ({ done, total }) => seen.push(`${done}/${total}`) })
    expect(seen).toEqual(['1/3', '2/3', '3/3'])
    let asked = 0
    const signal = {
      get aborted() {
        return asked++ >= 7
      },
    }
    expect(() => permutationImportance(fitted, test, { seed: 1, signal })).toThrow(expect.objectContaining({ code: 'aborted' }))
  })

  it.each<[string, () => unknown, string]>([
    ['no shuffle', () => permutationImportance(fitted, test, { seed: 1, repeats: 0 }), 'bad_param'],
    ['a level of 1', () => permutationImportance(fitted, test, { seed: 1, level: 1 }), 'bad_param'],
    ['a loss that is not finite', () => permutationImportance(fitted, test, { seed: 1, loss: t => t.fill(NaN) }), 'not_finite'],
    ['a loss of other length', () => permutationImportance(fitted, test, { seed: 1, loss: () => new Float64Array(2) }), 'shape_mismatch'],
    ['no pair', () => pooledPermutationImportance([], { seed: 1 }), 'bad_plan'],
    [
      'models of other columns',
      () => pooledPermutationImportance([first(sampleOf(['strong'])), first(sampleOf(['weak']))], { seed: 1 }),
      'shape_mismatch',
    ],
    ['one row', () => permutationImportance(onX0.fitted, heldOut([0]), { seed: 1 }), 'too_few_rows'],
  ])('refuses %s', (_, work, code) => {
    expect(work).toThrow(expect.objectContaining({ name: 'LearnError', code }))
  })
})

/** Rows 0 … n − 1 with these groups, of which the last is trained on. */
function heldOut(groups: readonly number[], from = 0): HeldOut {
  const rows = groups.length + from + 1
  const all = sample({
    table: tableOf(Array.from({ length: rows }, (_, i) => [i])),
    y: new Float64Array(rows),
    task: { kind: 'regression' },
    groups: Int32Array.from({ length: rows }, (_, i) => groups[i - from] ?? 100 + i),
  })
  const test = Int32Array.from(groups, (_, i) => i + from)
  const train = Int32Array.from({ length: rows }, (_, i) => i).filter(i => !test.includes(i))
  const plan: SplitPlan = {
    kind: 'folds',
    rows,
    notes: [],
    repeats: [
      [
        { train, test },
        { train: test, test: train },
      ],
    ],
  }
  for (const split of splitSample(all, plan)) return split.test
  throw new Error('no split')
}

describe('importanceInterval', () => {
  const t = { 1: 12.706204736174705, 2: 4.302652729749463, 3: 3.182446305284263 } // t(.975) from tables

  it('of one part is a t over rows where each is its own group', () => {
    const { of, estimand } = importanceInterval([heldOut([0, 1, 2, 3])], 0.95)
    const { importance, low, high } = of([Float64Array.of(1, 2, 3, 6)])
    expect(importance).toBe(3)
    expect(high - 3).toBeCloseTo(t[3] * Math.sqrt(14 / 3 / 4), 10)
    expect(3 - low).toBeCloseTo(high - 3, 12)
    expect(estimand).toContain('without training variation')
  })

  it('of one part with several rows in a group is a t over groups', () => {
    const { of } = importanceInterval([heldOut([0, 0, 1, 2])], 0.95)
    const { importance, high } = of([Float64Array.of(1, 2, 3, 6)]) // sums 3, 3, 6 of sizes 2, 1, 1: residuals −3, 0, 3
    expect(high - importance).toBeCloseTo((t[2] * Math.sqrt((3 / 2) * 18)) / 4, 10)
  })

  it('of the same rows several times averages them: no narrower than once', () => {
    const part = heldOut([0, 1, 2, 3])
    const once = importanceInterval([part], 0.95).of([Float64Array.of(1, 2, 3, 6)])
    const twice = importanceInterval([part, part], 0.95).of([Float64Array.of(0, 2, 4, 6), Float64Array.of(2, 2, 2, 6)])
    expect(twice.importance).toBe(3)
    expect(twice.high).toBeCloseTo(once.high, 10)
  })

  it('of folds is the corrected t over their means', () => {
    const { of, estimand } = importanceInterval([heldOut([0, 1]), heldOut([2, 3], 2)], 0.95)
    const { importance, high } = of([Float64Array.of(0, 2), Float64Array.of(3, 3)]) // means 1, 3: s² 2, n_test = n_train
    expect(importance).toBe(2)
    expect(high - 2).toBeCloseTo(t[1] * Math.sqrt((1 / 2 + 1) * 2), 9)
    expect(estimand).toContain('corrected t over folds')
  })

  it('refuses one group', () => {
    expect(() => importanceInterval([heldOut([5, 5, 5])], 0.95)).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})
