import { describe, expect, it } from 'vitest'
import { wholeOf } from './resample/split.ts'
import { rebalanced, sample, withTable } from './sample.ts'
import { categoricalColumn, numericColumn, selectColumns, table } from './table.ts'

const good = {
  table: table([numericColumn('age', [19, NaN, 23]), categoricalColumn('course', [0, 1, -1], ['a', 'b'])]),
  y: Float64Array.of(0, 2, 1),
  task: { kind: 'ordinal', classes: ['Fail', 'DD', 'DC'] },
} as const

describe('sample', () => {
  it('takes rows that fit, missing cells included', () => {
    expect(sample({ ...good, groups: Int32Array.of(1, 1, 2), weights: Float64Array.of(1, 0.5, 2) }).y).toEqual(good.y)
  })

  it.each([
    {
      name: 'a target of another length',
      change: { y: Float64Array.of(0, 1) },
      code: 'shape_mismatch',
      message: /table has 3 rows but y has 2/,
    },
    {
      name: 'a class that the task does not list',
      change: { y: Float64Array.of(0, 3, 1) },
      code: 'bad_param',
      message: /y\[1\] is 3, .* from 0 to 2/,
    },
    { name: 'half a class', change: { y: Float64Array.of(0, 0.5, 1) }, code: 'bad_param', message: /y\[1\] is 0\.5/ },
    { name: 'groups of another length', change: { groups: Int32Array.of(1) }, code: 'shape_mismatch', message: /groups has 1/ },
    { name: 'terms of another length', change: { terms: Int32Array.of(1) }, code: 'shape_mismatch', message: /terms has 1/ },
    { name: 'a weight of zero', change: { weights: Float64Array.of(1, 0, 1) }, code: 'bad_param', message: /weights\[1\] is 0/ },
    {
      name: 'an infinite weight',
      change: { weights: Float64Array.of(1, 1, Infinity) },
      code: 'bad_param',
      message: /weights\[2\] is Infinity/,
    },
    {
      name: 'a missing value to forecast',
      change: { y: Float64Array.of(1, NaN, 2), task: { kind: 'regression' } as const },
      code: 'not_finite',
      message: /y\[1\] is NaN/,
    },
    {
      name: 'a column of another length',
      change: { table: { rows: 3, columns: [numericColumn('x', [1])] } },
      code: 'shape_mismatch',
      message: /Column x has 1 rows/,
    },
  ])('refuses $name', ({ change, code, message }) => {
    expect(() => sample({ ...good, ...change })).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })
})

describe('what steps return', () => {
  const part = wholeOf(sample({ ...good, groups: Int32Array.of(1, 1, 2) }))

  it('withTable keeps everything but the table', () => {
    const narrow = withTable(part, selectColumns(part.table, ['age']))
    expect(narrow).toEqual({ ...part, table: { rows: 3, columns: [part.table.columns[0]] } })
  })

  it('rebalanced forgets the groups: its rows stand for nobody', () => {
    expect(rebalanced(part, { table: part.table, y: part.y })).toEqual({ task: part.task, table: part.table, y: part.y, rebalanced: true })
  })
})
