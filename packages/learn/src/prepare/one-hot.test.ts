import { describe, expect, it } from 'vitest'
import { cells, ctx, golden, names, partOf } from '../../test/step-parts.ts'
import { withTable } from '../sample.ts'
import { categoricalColumn, columnOf, numericColumn, table } from '../table.ts'
import { oneHot } from './one-hot.ts'
import { standardScale } from './standard-scale.ts'

const reference = golden<{
  oneHot: { levels: string[]; codes: number[]; newCodes: number[]; encoded: Record<string, number[][]> }
}>('columnwise').oneHot

/** Encoded rows of codes, one array per row. */
function rowsOf(training: number[], levels: string[], later: number[], params = {}): number[][] {
  const state = oneHot.fit(partOf([categoricalColumn('c', training, levels)]), params, ctx)
  const encoded = oneHot.apply(state, table([categoricalColumn('c', later, [...levels, '(unseen)'])]))
  return later.map((_, i) => names(encoded).map(name => cells(encoded, name)[i]))
}

describe('oneHot', () => {
  it.each(['2', '3'])('pools rare and unseen levels as scikit-learn does (minRows %s)', minRows => {
    const { levels, codes, newCodes, encoded } = reference
    expect(rowsOf(codes, levels, newCodes, { minRows: Number(minRows) })).toEqual(encoded[minRows])
  })

  it('encodes known levels as scikit-learn does when nothing is pooled', () => {
    const { levels, codes, newCodes, encoded } = reference
    expect(rowsOf(codes, levels, newCodes.slice(0, 4))).toEqual(encoded['1'].slice(0, 4))
  })

  it('names columns by level, keeps the source and leaves numbers where they are', () => {
    const part = partOf([categoricalColumn('c', [1, 0, 2], ['x', 'y', 'z'], { source: 'C' }), numericColumn('n', [1, 2, 3])])
    const encoded = oneHot.apply(oneHot.fit(part, {}, ctx), part.table)
    expect(names(encoded)).toEqual(['c=x', 'c=y', 'c=z', 'n'])
    expect(columnOf(encoded, 'c=y').source).toBe('C')
    expect(cells(encoded, 'c=y')).toEqual([1, 0, 0])
  })

  it('an unseen level without a bucket gets the training shares: after standardScale it weighs exactly nothing', () => {
    expect(rowsOf([0, 1, 0, 0], ['x', 'y', 'never'], [2, 3])).toEqual([
      [0.75, 0.25],
      [0.75, 0.25],
    ])
    const part = partOf([categoricalColumn('c', [0, 1, 0, 0, 2, 1, 1], ['x', 'y', 'z'])])
    const encode = oneHot.fit(part, {}, ctx)
    const scale = standardScale.fit(withTable(part, oneHot.apply(encode, part.table)), {}, ctx)
    const scaled = standardScale.apply(scale, oneHot.apply(encode, table([categoricalColumn('c', [3], ['x', 'y', 'z', '?'])])))
    expect(names(scaled).map(name => cells(scaled, name)[0])).toEqual([0, 0, 0])
  })

  it('a missing value is all zeros if training had missing values, else the shares', () => {
    expect(rowsOf([0, 1, 0, -1], ['x', 'y'], [-1])).toEqual([[0, 0]])
    expect(rowsOf([0, 1, 0, 0], ['x', 'y'], [-1])).toEqual([[0.75, 0.25]])
  })

  it('counts a level called (other) into the bucket', () => {
    const part = partOf([categoricalColumn('c', [0, 1, 1, 2], ['(other)', 'x', 'y'])])
    const encoded = oneHot.apply(oneHot.fit(part, { minRows: 2 }, ctx), part.table)
    expect(names(encoded)).toEqual(['c=x', 'c=(other)'])
    expect(cells(encoded, 'c=(other)')).toEqual([1, 0, 0, 1])
  })

  it('drops a column that training never saw', () => {
    expect(rowsOf([-1, -1], ['x', 'y'], [0, -1])).toEqual([[], []])
  })

  it('leaves ordered columns for ordinalCodes when asked', () => {
    const part = partOf([categoricalColumn('c', [0, 1], ['x', 'y'], { ordered: true })])
    expect(names(oneHot.apply(oneHot.fit(part, { ordered: 'codes' }, ctx), part.table))).toEqual(['c'])
    expect(names(oneHot.apply(oneHot.fit(part, {}, ctx), part.table))).toEqual(['c=x', 'c=y'])
  })

  it.each([{ minRows: 0 }, { minRows: 1.5 }, { ordered: 'yes' }])('refuses %o', params => {
    expect(() => oneHot.fit(partOf([]), params as object, ctx)).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})
