import { describe, expect, it } from 'vitest'
import { boundsOf, fitCells } from './cells.ts'

/** Cells 7 (50 rows, scores 1 … 50), 3 (49 rows, 101 … 149) and 4 (a row, 200). */
const scores = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? i + 1 : i < 99 ? i + 51 : 200))
const cells = Array.from({ length: 100 }, (_, i) => (i < 50 ? 7 : i < 99 ? 3 : 4))

describe('fitCells', () => {
  it('gives a large cell its own quantile, and pools the small ones', () => {
    expect(fitCells(scores, 0.1, { cells })).toEqual({
      cells: [{ cell: 7, n: 50, quantile: 46 }], // ⌈51 · 0.9⌉
      rest: { of: 'small cells', n: 50, quantile: 146 },
    })
  })

  it('takes all rows for the rest where the pool is small too', () => {
    const { rest } = fitCells(scores.subarray(0, 99), 0.1, { cells: cells.slice(0, 99) })
    expect(rest).toEqual({ of: 'all rows', n: 99, quantile: 140 })
  })

  it('takes as many rows as asked for, and cells in rising order whatever the order of the rows', () => {
    const turned = fitCells(scores.toReversed(), 0.5, { cells: cells.toReversed(), fewestPerCell: 1 })
    expect(turned.cells.map(c => c.cell)).toEqual([3, 4, 7])
    expect(turned).toEqual(fitCells(scores, 0.5, { cells, fewestPerCell: 1 }))
    expect(turned.cells[1]).toEqual({ cell: 4, n: 1, quantile: 200 })
  })

  it('has no bound where α is below 1 / (n + 1)', () => {
    const state = fitCells(scores, 0.01, { cells })
    expect(state.cells[0].quantile).toBeNull()
    expect([...boundsOf(JSON.parse(JSON.stringify(state)), 1, [7])]).toEqual([Infinity])
  })

  it('gives a row the bound of its cell, a cell never seen the rest', () => {
    expect([...boundsOf(fitCells(scores, 0.1, { cells }), 4, [7, 3, 4, -1])]).toEqual([46, 146, 146, 146])
    expect([...boundsOf(fitCells(scores, 0.1, {}), 2, undefined)]).toEqual([141, 141]) // ⌈101 · 0.9⌉ = 91
  })

  it('refuses cells of another length, halves, and to forget the cells later', () => {
    expect(() => fitCells(scores, 0.1, { cells: [1] })).toThrow(expect.objectContaining({ code: 'shape_mismatch' }))
    expect(() => fitCells(scores, 0.1, { cells: scores.map(s => s / 2) })).toThrow(expect.objectContaining({ code: 'bad_param' }))
    expect(() => fitCells(scores, 0.1, { cells, fewestPerCell: 0 })).toThrow(expect.objectContaining({ code: 'bad_param' }))
    const state = fitCells(scores, 0.1, { cells })
    expect(() => boundsOf(state, 2, undefined)).toThrow(expect.objectContaining({ code: 'bad_param' }))
    expect(() => boundsOf(state, 2, [7])).toThrow(expect.objectContaining({ code: 'shape_mismatch' }))
  })
})
