import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cells, ctx, golden, partOf } from '../../test/step-parts.ts'
import { numericColumn, table } from '../table.ts'
import { standardScale } from './standard-scale.ts'

const { train, new: fresh, scaled } = golden<Record<'train' | 'new' | 'scaled', (number | null)[][]>>('columnwise')
const columns = (rows: (number | null)[][]) =>
  [0, 1, 2].map(j =>
    numericColumn(
      `x${j}`,
      rows.map(row => row[j] ?? Number.NaN),
    ),
  )

describe('standardScale', () => {
  it('agrees with scikit-learn, missing values included', () => {
    const state = standardScale.fit(partOf(columns(train)), {}, ctx)
    const z = standardScale.apply(state, table(columns(fresh)))
    for (const j of [0, 1, 2]) {
      cells(z, `x${j}`).forEach((v, i) => {
        const expected = scaled[i][j]
        if (expected === null) expect(v).toBeNaN()
        else expect(v).toBeCloseTo(expected, 12)
      })
    }
  })

  it('leaves the training values with mean 0 and mean square 1', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 }).filter(v => new Set(v).size > 1)
    fc.assert(
      fc.property(values, v => {
        const part = partOf([numericColumn('x', v)])
        const z = cells(standardScale.apply(standardScale.fit(part, {}, ctx), part.table), 'x')
        expect(z.reduce((sum, x) => sum + x, 0) / z.length).toBeCloseTo(0, 10)
        expect(z.reduce((sum, x) => sum + x * x, 0) / z.length).toBeCloseTo(1, 10)
      }),
      { seed: 1 },
    )
  })

  it('turns a column of one value into zeros, on new values too', () => {
    const state = standardScale.fit(partOf([numericColumn('x', new Array(10).fill(0.1))]), {}, ctx)
    expect(cells(standardScale.apply(state, table([numericColumn('x', [0.1, 7, Number.NaN])])), 'x')).toEqual([0, 0, Number.NaN])
  })

  it('bears a column that is missing everywhere', () => {
    const part = partOf([numericColumn('x', [Number.NaN])])
    expect(cells(standardScale.apply(standardScale.fit(part, {}, ctx), part.table), 'x')).toEqual([Number.NaN])
  })

  it('refuses infinite training values', () => {
    expect(() => standardScale.fit(partOf([numericColumn('x', [1, -Infinity])]), {}, ctx)).toThrow(
      expect.objectContaining({ code: 'not_finite', message: expect.stringContaining('column x') }),
    )
  })
})
