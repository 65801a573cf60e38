import { expect, it } from 'vitest'
import { type BinnedRows, pairGrids } from './pair-grids.ts'
import { weightByCell } from './weight-by-cell.ts'

const params = { learningRate: 0.1, maxLeaves: 2, minRows: 2, l2: 1, categorySmoothing: 0 }

// levels 0 and 2 turn the effect of x round
const n = 48
const level = Uint8Array.from({ length: n }, (_, i) => i % 4)
const x = Uint8Array.from({ length: n }, (_, i) => (i >> 2) % 3)
const g = Float64Array.from({ length: n }, (_, i) => (level[i] % 2 === 0 ? 1 : -1) * (x[i] - 1))
const weights = new Float64Array(n).fill(1)
const gh = Float64Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? g[at / 2] : 1))
const rows: BinnedRows = {
  columns: [
    { kind: 'categorical', name: 'level', levels: ['a', 'b', 'c', 'd'], ordered: false },
    { kind: 'numeric', name: 'x' },
  ],
  directions: [0, 0],
  bins: [level, x],
  weightOf: [weightByCell(level, weights, 5), weightByCell(x, weights, 4)],
  weights,
}
const heights = [Float64Array.of(0.2, -0.1, 0.3, -0.2, 0), new Float64Array(4)]

it('lays levels out in order of their curve, numbers as they are, and weighs the cells', () => {
  const [{ grid, term }, ...others] = pairGrids(rows, heights, gh, 3, params, { seed: 1 })
  expect(others).toEqual([])
  expect(grid.of).toEqual([0, 1])
  expect(grid.groups).toEqual([
    [2, 1, 3, 0, 4],
    [0, 1, 2, 3],
  ])
  expect(term.cells).toBe(20)
  level.forEach((bin, i) => {
    expect(term.cellOf[i]).toBe(grid.groups[0][bin] * 4 + x[i])
  })
  expect(grid.weight.reduce((sum, w) => sum + w, 0)).toBe(n)
  expect(grid.weight[2 * 4 + 1]).toBe(4)
})

it('has no pair of a column with a direction', () => {
  expect(pairGrids({ ...rows, directions: [0, 1] }, heights, gh, 3, params, { seed: 1 })).toEqual([])
})
