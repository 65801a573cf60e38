import { describe, expect, it } from 'vitest'
import { cells, ctx, golden, partOf, threeClasses } from '../../test/step-parts.ts'
import { categoricalColumn, numericColumn, type Table } from '../table.ts'
import { adasyn } from './adasyn.ts'
import { smote } from './smote.ts'

interface Case {
  readonly neighbours: Record<string, number[]>
  readonly smote: number[]
  readonly smoteGiven: number[]
  readonly adasyn: number[]
}
const { X, y, cases } = golden<{ X: number[][]; y: number[]; cases: Record<string, Case> }>('synthetic')
const names = ['a', 'b', 'c']
const part = partOf(
  names.map((name, j) =>
    numericColumn(
      name,
      X.map(row => row[j]),
    ),
  ),
  y,
  threeClasses,
)

const rowOf = (table: Table, i: number) => names.map(name => cells(table, name)[i])
const countsOf = (labels: ArrayLike<number>) => [0, 1, 2].map(c => Array.from(labels).filter(label => label === c).length)

/** How far a point is from the nearest segment between a row of its class and one of that row's neighbours (by scikit-learn). */
function offSegments(point: number[], label: number, neighbours: Record<string, number[]>): number {
  let least = Infinity
  for (const [base, others] of Object.entries(neighbours)) {
    if (y[Number(base)] !== label) continue
    for (const other of others) {
      const from = X[Number(base)]
      const along = X[other].map((v, j) => v - from[j])
      const t = point.reduce((sum, v, j) => sum + (v - from[j]) * along[j], 0) / along.reduce((sum, v) => sum + v * v, 0)
      const gap = Math.min(1, Math.max(0, t))
      least = Math.min(least, Math.max(...point.map((v, j) => Math.abs(from[j] + gap * along[j] - v))))
    }
  }
  return least
}

describe.each(Object.entries(cases))('with k = %s', (k, expected) => {
  it.each([smote, adasyn])('$kind: every synthetic row lies between a row and one of its neighbours', method => {
    const made = method.rebalance(part, { k: Number(k) }, ctx)
    expect(made.y.length).toBeGreaterThan(y.length)
    for (let i = y.length; i < made.y.length; i++) {
      expect(offSegments(rowOf(made.table, i), made.y[i], expected.neighbours)).toBeLessThan(1e-12)
    }
  })

  it('classes grow as in imbalanced-learn', () => {
    expect(countsOf(smote.rebalance(part, { k: Number(k) }, ctx).y)).toEqual(expected.smote)
    const target = { low: 60, middle: 61, high: 62 }
    expect(countsOf(smote.rebalance(part, { k: Number(k), target }, ctx).y)).toEqual(expected.smoteGiven)
    expect(countsOf(adasyn.rebalance(part, { k: Number(k) }, ctx).y)).toEqual(expected.adasyn)
  })
})

describe.each([smote, adasyn])('$kind', method => {
  it('keeps the real rows in front and gives the others weight 1', () => {
    const weighted = partOf(
      part.table.columns,
      y,
      threeClasses,
      y.map(() => 3),
    )
    const made = method.rebalance(weighted, {}, ctx)
    X.forEach((row, i) => {
      expect(rowOf(made.table, i)).toEqual(row)
    })
    expect([...made.weights!].slice(0, y.length)).toEqual(y.map(() => 3))
    expect(new Set([...made.weights!].slice(y.length))).toEqual(new Set([1]))
    expect(method.rebalance(part, {}, ctx).weights).toBeUndefined()
  })

  it('uses all the neighbours that a small class has, and copies a class of one', () => {
    const labels = [0, 0, 0, 0, 0, 1, 1, 2]
    const small = partOf([numericColumn('x', [0, 1, 2, 3, 4, 10, 20, 77])], labels, threeClasses)
    const made = method.rebalance(small, {}, ctx)
    const x = cells(made.table, 'x').slice(8)
    const label = [...made.y].slice(8)
    expect(label.filter(c => c === 1).length).toBeGreaterThan(0)
    expect(x.filter((_, i) => label[i] === 1).every(v => v >= 10 && v <= 20)).toBe(true)
    expect(x.filter((_, i) => label[i] === 2)).toEqual([77, 77, 77, 77])
  })

  it.each([
    ['a category', [categoricalColumn('c', [0, 0, 0], ['p'])], 'wrong_column_kind', 'Use smoteNc'],
    ['a missing value', [numericColumn('x', [1, 2, Number.NaN])], 'not_finite', 'column x is NaN in row 2. Put impute'],
  ])('refuses %s and says what to do', (_, columns, code, message) => {
    expect(() => method.rebalance(partOf(columns, [0, 0, 1], threeClasses), {}, ctx)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })

  it('refuses k = 0', () => {
    expect(() => method.rebalance(part, { k: 0 }, ctx)).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})

describe('adasyn', () => {
  it('makes rows only around rows that have neighbours of other classes', () => {
    const x = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 10, 10.1, 10.2, 0.35]
    const labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    const made = adasyn.rebalance(partOf([numericColumn('x', x)], labels, threeClasses), { k: 2 }, ctx)
    expect(countsOf(made.y)).toEqual([7, 7, 0])
    for (const v of cells(made.table, 'x').slice(11)) expect(v).toBeLessThan(10) // from 0.35 on, never between 10 and 10.2
  })

  it('draws as smote when no row has such neighbours', () => {
    const x = [0, 0.1, 0.2, 0.3, 10, 10.1, 10.2]
    const made = adasyn.rebalance(partOf([numericColumn('x', x)], [0, 0, 0, 0, 1, 1, 1], threeClasses), { k: 2, target: 9 }, ctx)
    expect(countsOf(made.y)).toEqual([9, 9, 0])
  })
})
