import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoresOf } from '../../test/list-data.ts'
import { foundAt } from './found-at.ts'
import { listShares } from './list-shares.ts'

describe('listShares', () => {
  it.each([
    [[0.9, 0.5, 0.5, 0.1], 2, [1, 0.5, 0.5, 0]],
    [[0.5, 0.5, 0.5, 0.5], 1, [0.25, 0.25, 0.25, 0.25]],
    [[0.1, 0.9], 0, [0, 0]],
    [[0.1, 0.9], 2, [1, 1]],
    [[0.1, NaN, NaN, 0.2], 3, [1, 0.5, 0.5, 1]],
    [[0.1, 0.9], 5, [1, 1]],
    [[], 0, []],
  ])('of %j, %i', (forecasts, length, shares) => {
    expect([...listShares(forecasts, length)]).toEqual(shares)
  })

  it('fills the list, and never puts a lower forecast before a higher', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0.1, 0.2, 0.3, 0.4), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (p, share) => {
          const length = Math.round(share * p.length)
          const shares = listShares(p, length)
          expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(length, 9)
          p.forEach((a, i) => {
            p.forEach((b, j) => {
              if (a > b) expect(shares[i] === 1 || shares[j] === 0).toBe(true)
              if (a === b) expect(shares[i]).toBe(shares[j])
            })
          })
        },
      ),
      { seed: 1 },
    )
  })

  it('is what `foundAt` counts by', () => {
    const row = fc.record({ e: fc.integer({ min: 0, max: 1 }), s: fc.constantFrom(0.1, 0.2, 0.3, NaN) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), rows => {
        const [event, scores] = [rows.map(r => r.e), rows.map(r => r.s)]
        const lengths = rows.map((_, i) => i + 1)
        const found = foundAt(scoresOf(event, scores), lengths)(new Float64Array(rows.length).fill(1))
        lengths.forEach((length, l) => {
          const sum = listShares(scores, length).reduce((hits, share, i) => hits + share * event[i]!, 0)
          expect(found[l]!.found).toBeCloseTo(sum, 9)
        })
      }),
      { seed: 1 },
    )
  })
})
