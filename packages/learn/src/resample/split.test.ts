import { describe, expect, it } from 'vitest'
import { sample } from '../sample.ts'
import { numericColumn, table } from '../table.ts'
import { planFolds } from './plan-folds.ts'
import { splitPart, splitSample, wholeOf } from './split.ts'

const rows = {
  table: table([numericColumn('x', [10, 11, 12, 13, 14, 15])]),
  y: Float64Array.of(0, 1, 0, 1, 0, 1),
  task: { kind: 'binary', classes: ['no', 'yes'] },
  weights: Float64Array.of(1, 2, 3, 4, 5, 6),
} as const

const values = (of: { table: { columns: readonly unknown[] } }) => [...(of.table.columns[0] as { values: Float64Array }).values]

describe('splitSample', () => {
  it('takes each side whole: columns, target, groups, terms and weights stay with their rows', () => {
    const grouped = sample({ ...rows, groups: Int32Array.of(1, 2, 1, 2, 3, 3), terms: Int32Array.of(10, 11, 12, 13, 14, 15) })
    const plan = planFolds({ ...grouped, folds: 3, seed: 1 })
    for (const { fold, train, test } of splitSample(grouped, plan)) {
      expect(test.rows).toEqual(plan.repeats[0][fold].test)
      expect(values(test)).toEqual(Array.from(test.rows, i => 10 + i))
      expect([...values(test), ...values(train)].toSorted()).toEqual([10, 11, 12, 13, 14, 15])
      expect(Array.from(train.weights ?? [])).toEqual(values(train).map(v => v - 9))
      expect(Array.from(train.y)).toEqual(values(train).map(v => v % 2))
      expect([train, test].map(side => [...side.terms!])).toEqual([values(train), values(test)])
      expect(Array.from(train.groups ?? [], g => test.groups?.includes(g))).not.toContain(true)
    }
  })

  it('counts repeats and folds', () => {
    const splits = [...splitSample(sample(rows), planFolds({ ...rows, folds: 2, repeats: 2, seed: 1 }))]
    expect(splits.map(s => [s.repeat, s.fold])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
  })

  it('gives copies: changing a part leaves the sample alone', () => {
    const whole = sample(rows)
    const [{ train }] = splitSample(whole, planFolds({ ...rows, folds: 2, seed: 1 }))
    train.y.fill(9)
    expect(whole.y).toEqual(Float64Array.of(0, 1, 0, 1, 0, 1))
  })

  it('refuses a plan that was made for other rows', () => {
    const plan = planFolds({ ...rows, y: Float64Array.of(0, 1, 0, 1), folds: 2, seed: 1 })
    expect(() => [...splitSample(sample(rows), plan)]).toThrow(
      expect.objectContaining({ code: 'bad_plan', message: expect.stringMatching(/made for 4 rows, but there are 6/) }),
    )
  })

  it('refuses a plan that forgot the groups of the sample', () => {
    const plan = planFolds({ ...rows, folds: 2, seed: 1 })
    const grouped = sample({ ...rows, groups: Int32Array.of(1, 1, 1, 1, 1, 2) })
    expect(() => [...splitSample(grouped, plan)]).toThrow(expect.objectContaining({ code: 'group_leak' }))
  })
})

describe('splitPart', () => {
  it('numbers its rows within the part', () => {
    const part = wholeOf(sample(rows))
    const inner = [...splitPart(part, planFolds({ ...part, folds: 3, seed: 2 }))]
    expect(inner.flatMap(s => [...s.test.rows]).toSorted()).toEqual([0, 1, 2, 3, 4, 5])
  })
})

describe('wholeOf', () => {
  it('is every row, in order', () => {
    expect(values(wholeOf(sample(rows)))).toEqual([10, 11, 12, 13, 14, 15])
  })
})
