import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { golden } from '../../test/step-parts.ts'
import { categoricalColumn, numericColumn } from '../table.ts'
import type { Task } from '../task.ts'
import { association } from './association.ts'

const data = golden<{
  numeric: number[]
  ordinal: number[]
  nominal: number[]
  cases: Record<string, { statistic: number; df: number; logP: number }>
}>('association')
const classes = ['a', 'b', 'c', 'd', 'e']
const ordinal: Task = { kind: 'ordinal', classes }
const multiclass: Task = { kind: 'multiclass', classes }
const numeric = numericColumn('x', data.numeric)
const nominal = categoricalColumn('x', data.nominal, classes)

describe('association', () => {
  it.each([
    ['numeric column, ordinal target', association(numeric, data.ordinal, ordinal)],
    ['nominal column, ordinal target', association(nominal, data.ordinal, ordinal)],
    ['numeric column, multiclass target', association(numeric, data.nominal, multiclass)],
    ['nominal column, multiclass target', association(nominal, data.ordinal, multiclass)],
  ])('%s: as SciPy', (name, ours) => {
    const { statistic, df, logP } = data.cases[name]
    expect(ours.statistic).toBeCloseTo(statistic, 9)
    expect(ours.df).toBe(df)
    expect(ours.logP).toBeCloseTo(logP, 9)
  })

  const binary: Task = { kind: 'binary', classes: ['no', 'yes'] }
  const two = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })), { minLength: 4, maxLength: 40 })

  it('does not depend on how a two-valued column or target is described', () => {
    fc.assert(
      fc.property(two, rows => {
        const y = rows.map(r => r[1])
        const x = rows.map(r => (r[0] > 0 ? 1 : 0))
        const as = [
          association(numericColumn('x', x), y, binary),
          association(categoricalColumn('x', x, ['p', 'q']), y, binary),
          association(categoricalColumn('x', x, ['p', 'q']), y, { kind: 'multiclass', classes: ['no', 'yes'] }),
          association(numericColumn('x', x), y, { kind: 'regression' }),
        ]
        for (const other of as) expect(other.logP).toBeCloseTo(as[0].logP, 9)
      }),
      { seed: 1 },
    )
  })

  it('looks only at the rows where the column is not missing', () => {
    const y = [0, 1, 1, 0, 1, 0]
    const full = association(numericColumn('x', [1, 2, 3, 4]), y.slice(0, 4), binary)
    expect(association(numericColumn('x', [1, 2, 3, 4, Number.NaN, Number.NaN]), y, binary)).toEqual(full)
    const levels = ['p', 'q', 'r']
    expect(association(categoricalColumn('x', [0, 1, 2, 0, -1, -1], levels), y, binary)).toEqual(
      association(categoricalColumn('x', [0, 1, 2, 0], levels), y.slice(0, 4), binary),
    )
  })

  it.each([
    ['a constant column', numericColumn('x', [3, 3, 3])],
    ['one level', categoricalColumn('x', [1, 1, 1], ['p', 'q'])],
    ['nothing but missing values', numericColumn('x', [Number.NaN, Number.NaN, Number.NaN])],
    ['no level at all', categoricalColumn('x', [-1, -1, -1], [])],
  ])('%s says nothing: logP 0', (_, column) => {
    expect(association(column, [0, 1, 1], binary)).toMatchObject({ statistic: 0, logP: 0 })
    expect(association(column, [0, 1, 1], multiclass)).toMatchObject({ statistic: 0, logP: 0 })
  })
})
