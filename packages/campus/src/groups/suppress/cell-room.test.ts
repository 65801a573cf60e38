import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistentTables, tableAndPattern } from '../../../test/tables.ts'
import { cellRoom } from './cell-room.ts'

describe('cellRoom', () => {
  it('is the range over every table with these margins and shown cells', () => {
    fc.assert(
      fc.property(tableAndPattern, ({ rows, cols, values, hidden }) => {
        const tables = consistentTables(values, hidden, rows, cols)
        values.forEach((value, cell) => {
          if (!hidden[cell]) return
          const taken = tables.map(table => table[cell]!)
          const { down, up } = cellRoom(values, hidden, cols, cell, 1000)
          expect([value - down, value + up]).toEqual([Math.min(...taken), Math.max(...taken)])
        })
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('looks no further than it needs, and takes fractions', () => {
    const all = Array.from({ length: 4 }, () => true)
    expect(cellRoom([50, 50, 50, 50], all, 2, 0, 5)).toEqual({ down: 5, up: 5 })
    expect(cellRoom([0.5, 2, 3, 0.25], all, 2, 0, 5)).toEqual({ down: 0.25, up: 2 })
  })

  it('is nothing for a cell that subtraction gives', () => {
    expect(cellRoom([3, 50, 40, 60], [true, false, true, false], 2, 0, 5)).toEqual({ down: 0, up: 0 })
  })
})
