import { describe, expect, it } from 'vitest'
import { cells, ctx, golden, names, partOf } from '../../test/step-parts.ts'
import { categoricalColumn, columnOf, numericColumn, table } from '../table.ts'
import { impute } from './impute.ts'

const {
  train,
  new: fresh,
  imputed,
} = golden<{
  train: (number | null)[][]
  new: (number | null)[][]
  imputed: Record<'median' | 'mean', number[][]>
}>('columnwise')
const column = (rows: (number | null)[][], j: number) =>
  numericColumn(
    `x${j}`,
    rows.map(row => row[j] ?? Number.NaN),
  )

describe('impute', () => {
  it.each(['median', 'mean'] as const)('fills with the training %s, as scikit-learn', numeric => {
    const state = impute.fit(partOf([0, 1, 2].map(j => column(train, j))), { numeric }, ctx)
    const filled = impute.apply(state, table([0, 1, 2].map(j => column(fresh, j))))
    for (const j of [0, 1, 2]) {
      cells(filled, `x${j}`).forEach((v, i) => {
        expect(v).toBeCloseTo(imputed[numeric][i][j], 12)
      })
    }
  })

  it('adds an indicator where training had missing values, and only there', () => {
    const part = partOf([numericColumn('a', [1, Number.NaN, 3], 'A'), numericColumn('b', [1, 2, 3])])
    const filled = impute.apply(
      impute.fit(part, {}, ctx),
      table([numericColumn('a', [Number.NaN, 5]), numericColumn('b', [Number.NaN, 5])]),
    )
    expect(names(filled)).toEqual(['a', 'a=missing', 'b'])
    expect(cells(filled, 'a')).toEqual([2, 5])
    expect(cells(filled, 'a=missing')).toEqual([1, 0])
    expect(cells(filled, 'b')).toEqual([2, 5])
    const inTraining = impute.apply(impute.fit(part, {}, ctx), part.table)
    expect(columnOf(inTraining, 'a=missing').source).toBe('A')
    expect(names(impute.apply(impute.fit(part, { indicators: false }, ctx), part.table))).toEqual(['a', 'b'])
  })

  it('fills categories with the most frequent level, the lower code in a tie', () => {
    const part = partOf([categoricalColumn('c', [2, 1, 1, 2, -1, 0], ['x', 'y', 'z'])])
    const filled = impute.apply(impute.fit(part, {}, ctx), part.table)
    expect(cells(filled, 'c')).toEqual([2, 1, 1, 2, 1, 0])
    expect(cells(filled, 'c=missing')).toEqual([0, 0, 0, 0, 1, 0])
  })

  it('keeps the indicator apart from a level called missing', () => {
    const part = partOf([categoricalColumn('c', [0, -1], ['missing', 'y'])])
    expect(names(impute.apply(impute.fit(part, {}, ctx), part.table))).toEqual(['c', 'c=(missing)'])
  })

  it('gives missing a level of its own, and keeps unseen codes unseen', () => {
    const part = partOf([categoricalColumn('c', [0, 1, -1], ['x', 'y'])])
    const state = impute.fit(part, { categorical: 'level' }, ctx)
    const filled = impute.apply(state, table([categoricalColumn('c', [-1, 2, 1], ['x', 'y', '(unseen)'])]))
    expect(columnOf(filled, 'c')).toMatchObject({ codes: Int32Array.of(2, 3, 1), levels: ['x', 'y', '(missing)', '(unseen)'] })
    expect(names(filled)).toEqual(['c'])
  })

  it('fills an ordered column with its mode under either choice: (missing) has no place in an order', () => {
    const part = partOf([categoricalColumn('c', [1, 1, -1], ['x', 'y'], { ordered: true })])
    expect(cells(impute.apply(impute.fit(part, { categorical: 'level' }, ctx), part.table), 'c')).toEqual([1, 1, 1])
  })

  it('leaves unseen codes alone', () => {
    const part = partOf([categoricalColumn('c', [1, 1], ['x', 'y'])])
    const later = table([categoricalColumn('c', [2, -1], ['x', 'y', '(unseen)'])])
    expect(cells(impute.apply(impute.fit(part, {}, ctx), later), 'c')).toEqual([2, 1])
  })

  it('fills a column that training never saw with 0, its first level, or (missing) when it has none', () => {
    const part = partOf([
      numericColumn('n', [Number.NaN, Number.NaN]),
      categoricalColumn('c', [-1, -1], ['x', 'y']),
      categoricalColumn('e', [-1, -1], []),
    ])
    const filled = impute.apply(impute.fit(part, {}, ctx), part.table)
    expect(cells(filled, 'n')).toEqual([0, 0])
    expect(cells(filled, 'n=missing')).toEqual([1, 1])
    expect(cells(filled, 'c')).toEqual([0, 0])
    expect(columnOf(filled, 'e')).toMatchObject({ codes: Int32Array.of(0, 0), levels: ['(missing)'] })
  })

  it.each([
    ['another statistic', { numeric: 'mode' }],
    ['another way', { categorical: 'median' }],
    ['a number for a switch', { indicators: 1 }],
    ['a misspelt name', { strategy: 'mean' }],
  ])('refuses %s', (_, params) => {
    expect(() => impute.fit(partOf([numericColumn('a', [1])]), params as object, ctx)).toThrow(
      expect.objectContaining({ code: 'bad_param' }),
    )
  })
})
