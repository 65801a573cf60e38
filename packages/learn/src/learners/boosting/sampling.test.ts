import { describe, expect, it } from 'vitest'
import { randomPart } from '../../trees/random-part.test-data.ts'
import type { Tree } from '../../trees/tree.ts'
import { boosting } from './boosting.ts'
import type { BoostingParams } from './params.ts'

const part = randomPart(3, { task: 'multiclass', rows: 90 })
const treesOf = (params: Partial<BoostingParams>) => boosting.fit(part, { rounds: 8, minRows: 1, ...params }, { seed: 1 }).trees
const splitBy = ({ column }: Tree) => [...new Set(column.filter(j => j >= 0))]

describe('sampling', () => {
  it.each([
    { rowShare: 1, rows: 90 },
    { rowShare: 0.7, rows: 63 },
    { rowShare: 0.001, rows: 1 },
  ])('grows every tree on its share of the rows: $rowShare', ({ rowShare, rows }) => {
    for (const { cover } of treesOf({ rowShare })) expect(cover[0]).toBeCloseTo(rows, 9)
  })

  it('draws other rows for each round', () => {
    // steps too small to move the gradients: the values of two rounds differ by their rows alone
    const differs = (rowShare: number) => {
      const values = treesOf({ rowShare, maxLeaves: 1, rounds: 2, learningRate: 1e-9 }).map(({ value }) => value[0] * 1e9)
      return Math.abs(values[0] - values[values.length / 2]) // the trees of the first class
    }
    expect(differs(1)).toBeLessThan(1e-6)
    expect(differs(0.5)).toBeGreaterThan(1e-3)
  })

  it.each([0.001, 0.25, 0.5])('splits each tree by its share of the columns, at least one: %f', columnShare => {
    const most = Math.max(1, Math.round(columnShare * part.table.columns.length))
    const used = treesOf({ columnShare }).map(splitBy)
    for (const columns of used) expect(columns.length).toBeLessThanOrEqual(most)
    expect(new Set(used.flat()).size).toBe(part.table.columns.length)
  })
})
