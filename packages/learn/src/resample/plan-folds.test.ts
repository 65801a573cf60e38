import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Task } from '../task.ts'
import { type FoldOptions, planFolds, planGivenFolds } from './plan-folds.ts'
import type { SplitPlan } from './split-plan.ts'

const classes: Task = { kind: 'multiclass', classes: ['a', 'b', 'c'] }

const options = fc
  .record({
    y: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 60 }),
    folds: fc.integer({ min: 2, max: 6 }),
    repeats: fc.integer({ min: 1, max: 3 }),
    seed: fc.integer({ min: 0, max: 2 ** 40 }),
  })
  .map(({ y, ...rest }): FoldOptions => ({ y: Float64Array.from(y), task: classes, ...rest }))

const groupedOptions = fc
  .tuple(options, fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 60 }))
  .map(([plain, drawn]) => ({ ...plain, groups: Int32Array.from(plain.y, (_, i) => drawn[i]) }))
  .filter(({ groups }) => new Set(groups).size > 1)

describe('planFolds', () => {
  it('tests every row once per repeat and trains on all others', () => {
    fc.assert(
      fc.property(options, o => {
        const plan = planFolds(o)
        expect(plan.repeats).toHaveLength(o.repeats ?? 1)
        for (const splits of plan.repeats) {
          expect(splits.flatMap(s => [...s.test]).toSorted((a, b) => a - b)).toEqual(Array.from(o.y, (_, i) => i))
          for (const { train, test } of splits) expect(new Set([...train, ...test]).size).toBe(o.y.length)
        }
      }),
      { seed: 1 },
    )
  })

  it('never puts a group on both sides', () => {
    fc.assert(
      fc.property(groupedOptions, o => {
        for (const { train, test } of planFolds(o).repeats.flat()) {
          const trained = new Set(Array.from(train, i => o.groups[i]))
          expect(Array.from(test, i => o.groups[i]).filter(g => trained.has(g))).toEqual([])
        }
      }),
      { seed: 2 },
    )
  })

  it('gives the folds equal shares of every class, within one row', () => {
    fc.assert(
      fc.property(options, o => {
        for (const splits of planFolds(o).repeats) {
          for (const c of [0, 1, 2]) {
            const counts = splits.map(({ test }) => test.filter(i => o.y[i] === c).length)
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
          }
        }
      }),
      { seed: 3 },
    )
  })

  it('gives the folds equal shares of every fifth of the values, in a regression', () => {
    const y = Float64Array.from({ length: 100 }, (_, i) => (i * 37) % 100)
    const [splits] = planFolds({ y, task: { kind: 'regression' }, folds: 5, seed: 1 }).repeats
    for (const { test } of splits) {
      const fifths = Array.from(test, i => Math.floor(y[i] / 20)).toSorted()
      expect(fifths).toEqual([0, 1, 2, 3, 4].flatMap(f => [f, f, f, f]))
    }
  })

  it('deals groups so that the classes stay near even', () => {
    const groups = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 3))
    const y = Float64Array.from(groups, g => (g < 10 ? 0 : 1))
    const [splits] = planFolds({ y, task: { kind: 'binary', classes: ['no', 'yes'] }, groups, folds: 5, seed: 4 }).repeats
    expect(splits.map(({ test }) => test.filter(i => y[i] === 1).length)).toEqual([6, 6, 6, 6, 6])
  })

  it('gives the same plan for the same seed, another for another seed and for each repeat', () => {
    const y = Float64Array.from({ length: 40 }, (_, i) => i % 2)
    const plan = (seed: number) => planFolds({ y, task: { kind: 'binary', classes: ['no', 'yes'] }, folds: 4, repeats: 2, seed })
    expect(plan(1)).toEqual(plan(1))
    expect(plan(1).repeats).not.toEqual(plan(2).repeats)
    expect(plan(1).repeats[0]).not.toEqual(plan(1).repeats[1])
  })

  it('lowers the number of folds to the smallest class, and says so', () => {
    const y = Float64Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2)
    const plan = planFolds({ y, task: classes, folds: 5, seed: 1 })
    expect([plan.repeats[0].length, plan.notes]).toEqual([3, ['3 folds instead of 5: class b has 3 members.']])
    const alone = planFolds({ y: Float64Array.of(0, 0, 0, 0, 1), task: classes, folds: 5, seed: 1 })
    expect([alone.repeats[0].length, alone.notes]).toEqual([2, ['2 folds instead of 5: class b has 1 member.']])
  })

  it.each([
    { name: 'one fold', change: { folds: 1 }, code: 'bad_param' },
    { name: 'half a fold', change: { folds: 2.5 }, code: 'bad_param' },
    { name: 'no repeat', change: { repeats: 0 }, code: 'bad_param' },
    { name: 'one row', change: { y: Float64Array.of(0) }, code: 'too_few_rows' },
    { name: 'one group', change: { groups: Int32Array.of(5, 5, 5, 5) }, code: 'too_few_rows' },
  ])('refuses $name', ({ change, code }) => {
    const o: FoldOptions = { y: Float64Array.of(0, 1, 0, 1), task: classes, folds: 2, seed: 1, ...change }
    expect(() => planFolds(o)).toThrow(expect.objectContaining({ code }))
  })
})

describe('planGivenFolds', () => {
  it('trains on all rows that a fold does not test', () => {
    const plan: SplitPlan = planGivenFolds(4, [
      [
        [0, 2],
        [1, 3],
      ],
    ])
    expect(plan.repeats[0].map(({ train, test }) => [[...train], [...test]])).toEqual([
      [
        [1, 3],
        [0, 2],
      ],
      [
        [0, 2],
        [1, 3],
      ],
    ])
  })

  it.each([
    { name: 'a row that is never tested', folds: [[0, 2], [1]], code: 'bad_plan' },
    {
      name: 'a row that is tested twice',
      folds: [
        [0, 2],
        [1, 2, 3],
      ],
      code: 'bad_plan',
    },
    {
      name: 'a row that does not exist',
      folds: [
        [0, 2],
        [1, 3, 4],
      ],
      code: 'bad_plan',
    },
    {
      name: 'a group on both sides',
      folds: [
        [0, 1],
        [2, 3],
      ],
      groups: Int32Array.of(1, 2, 2, 3),
      code: 'group_leak',
    },
  ])('refuses $name', ({ folds, groups, code }) => {
    expect(() => planGivenFolds(4, [folds], groups)).toThrow(expect.objectContaining({ code }))
  })
})
