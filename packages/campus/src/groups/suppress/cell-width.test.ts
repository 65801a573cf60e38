import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistentTables, tableAndPattern } from '../../../test/tables.ts'
import { cellWidth, marginWidth, tableOf } from './cell-width.ts'

describe('cellWidth', () => {
  it('is the range over every table with these margins and shown cells', () => {
    fc.assert(
      fc.property(tableAndPattern, ({ rows, cols, values, hidden }) => {
        const tables = consistentTables(values, hidden, rows, cols)
        values.forEach((value, cell) => {
          if (!hidden[cell]) return
          const taken = tables.map(table => table[cell]!)
          const table = tableOf(Float64Array.from(values), cols)
          expect(cellWidth(table, hidden, cell, 1000)).toBe(Math.max(...taken) - Math.min(...taken))
          expect(Math.min(...taken) <= value && value <= Math.max(...taken)).toBe(true)
          const free = consistentTables(
            values,
            values.map(() => true),
            rows,
            cols,
          ).map(t => t[cell]!)
          expect(marginWidth(table, cell)).toBe(Math.max(...free) - Math.min(...free))
        })
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('looks no further than it needs, and takes fractions', () => {
    const all = Array.from({ length: 4 }, () => true)
    const width = (...values: number[]) => cellWidth(tableOf(Float64Array.from(values), 2), all, 0, 5)
    expect(width(50, 50, 50, 50)).toBe(5)
    expect(width(0.5, 2, 3, 0.25)).toBe(2.25)
  })

  it('is nothing for a cell that subtraction gives', () => {
    expect(cellWidth(tableOf(Float64Array.of(3, 50, 40, 60), 2), [true, false, true, false], 0, 5)).toBe(0)
  })
})
