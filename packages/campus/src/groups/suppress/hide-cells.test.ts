import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistentTables } from '../../../test/tables.ts'
import { hideCells } from './hide-cells.ts'

const rule = { fewest: 3, narrowest: 2 }
const kinds = [{ parts: [[0]], narrowest: rule.narrowest }]
const counts = (values: readonly number[]) => values.map(n => ({ n, atoms: Float64Array.of(n), small: n < rule.fewest }))

describe('hideCells', () => {
  it('hides a second cell in the row and column of a small one, and the fourth corner', () => {
    expect(hideCells(counts([1, 20, 30, 9, 30, 40, 30, 40, 50]), 3, new Array(9).fill(false), kinds).hidden).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('hides nothing where no cell is small', () => {
    expect(hideCells(counts([10, 20, 30, 40]), 2, new Array(4).fill(false), kinds).hidden).not.toContain(true)
  })

  it('leaves each hidden count values at least so far apart, unless the margins alone pin it down', () => {
    let [hiddenCells, shownCells] = [0, 0]
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 3 })
          .chain(cols =>
            fc.tuple(fc.constant(cols), fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 3 * cols, maxLength: 3 * cols })),
          ),
        ([cols, values]) => {
          const { hidden } = hideCells(
            counts(values),
            cols,
            values.map(() => false),
            kinds,
          )
          const range = (given: readonly boolean[]) => {
            const tables = consistentTables(values, given, 3, cols)
            return values.map((_, i) => Math.max(...tables.map(t => t[i]!)) - Math.min(...tables.map(t => t[i]!)))
          }
          const [left, byMargins] = [range(hidden), range(values.map(() => true))]
          values.forEach((value, i) => {
            if (value < rule.fewest) expect(hidden[i]).toBe(true)
            if (hidden[i] && byMargins[i]! >= rule.narrowest) expect(left[i]).toBeGreaterThanOrEqual(rule.narrowest)
            if (hidden[i]) hiddenCells++
            else shownCells++
          })
        },
      ),
      { seed: 1, numRuns: 300 },
    )
    expect(Math.min(hiddenCells, shownCells)).toBeGreaterThan(50)
  })

  it('gives a count of several atoms the room of all of them', () => {
    const cells = [1, 20, 20, 20].map(n => ({ n: 2 * n, atoms: Float64Array.of(n, n), small: n < 3 }))
    expect(hideCells(cells, 2, new Array(4).fill(false), [{ parts: [[0], [1]], narrowest: 40 }]).hidden).toEqual([true, true, true, true])
  })

  it('says where a curve of many steps holds a count that the list alone would not', () => {
    const cell = (place: number, n: number) => ({
      n,
      atoms: Float64Array.from({ length: 4 }, (_, a) => (a === place ? n : 0)),
      small: n < 3,
    })
    const cells = [2, 20, 20, 20].map((n, place) => cell(place, n))
    const fine = [{ parts: [[0, 1, 2, 3]], narrowest: 2 }]
    expect(hideCells(cells, 2, new Array(4).fill(false), fine)).toEqual({ hidden: [true, true, true, true], kept: false })
    const apart = [{ parts: [[0], [1], [2], [3]], narrowest: 2 }]
    expect(hideCells(cells, 2, new Array(4).fill(false), apart)).toEqual({ hidden: [true, false, false, false], kept: true })
  })
})
