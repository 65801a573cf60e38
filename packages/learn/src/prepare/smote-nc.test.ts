import { describe, expect, it } from 'vitest'
import { cells, ctx, golden, partOf, threeClasses } from '../../test/step-parts.ts'
import { categoricalColumn, numericColumn } from '../table.ts'
import { smoteNc } from './smote-nc.ts'

const { numeric, codes, y, k, neighbours } = golden<{
  numeric: number[][]
  codes: number[][]
  y: number[]
  k: number
  neighbours: Record<string, number[]>
}>('mixed')
const levels = ['p', 'q', 'r', 's', 't']
const column = (rows: number[][], j: number) => rows.map(row => row[j])
const part = partOf(
  [
    numericColumn('a', column(numeric, 0)),
    categoricalColumn('c', column(codes, 0), levels),
    numericColumn('b', column(numeric, 1)),
    numericColumn('d', column(numeric, 2)),
    categoricalColumn('e', column(codes, 1), levels, { ordered: true }),
  ],
  y,
  threeClasses,
)

/** The level with most votes; the base's own if it is among the first, else the lowest. */
function vote(base: number, near: readonly number[], j: number): number {
  const votes = levels.map((_, level) => near.filter(i => codes[i][j] === level).length)
  const most = Math.max(...votes)
  return votes[codes[base][j]] === most ? codes[base][j] : votes.indexOf(most)
}

describe('smoteNc', () => {
  const made = smoteNc.rebalance(part, { k }, ctx)
  const point = (i: number) => ['a', 'b', 'd'].map(name => cells(made.table, name)[i])

  it('every synthetic row lies between a row and a neighbour by the mixed distance, with the levels that its neighbours elect', () => {
    const explained = (i: number) =>
      Object.entries(neighbours).some(([key, near]) => {
        const base = Number(key)
        if (y[base] !== made.y[i]) return false
        if (cells(made.table, 'c')[i] !== vote(base, near, 0) || cells(made.table, 'e')[i] !== vote(base, near, 1)) return false
        return near.some(other => {
          const gap = (point(i)[0] - numeric[base][0]) / (numeric[other][0] - numeric[base][0])
          const along = numeric[base].map((v, j) => v + gap * (numeric[other][j] - v))
          return gap >= 0 && gap < 1 && along.every((v, j) => Math.abs(v - point(i)[j]) < 1e-9)
        })
      })
    const synthetic = Array.from({ length: made.y.length - y.length }, (_, s) => y.length + s)
    expect(synthetic).toHaveLength(16 + 25)
    expect(synthetic.filter(i => !explained(i))).toEqual([])
  })

  it('works on categories alone', () => {
    const labels = [0, 0, 0, 0, 1, 1]
    const nominal = partOf([categoricalColumn('c', [0, 1, 2, 0, 3, 3], levels)], labels, threeClasses)
    const grown = smoteNc.rebalance(nominal, {}, ctx)
    expect(cells(grown.table, 'c').slice(6)).toEqual([3, 3])
  })

  it('copies a class of one', () => {
    const single = partOf([numericColumn('x', [1, 2, 9]), categoricalColumn('c', [0, 0, 4], levels)], [0, 0, 1], threeClasses)
    const grown = smoteNc.rebalance(single, {}, ctx)
    expect([cells(grown.table, 'x')[3], cells(grown.table, 'c')[3]]).toEqual([9, 4])
  })

  it('refuses a missing category and says what to do', () => {
    const missing = partOf([categoricalColumn('c', [0, -1], levels)], [0, 1], threeClasses)
    expect(() => smoteNc.rebalance(missing, {}, ctx)).toThrow(
      expect.objectContaining({ code: 'not_finite', message: expect.stringContaining('column c is missing in row 1. Put impute') }),
    )
  })
})
