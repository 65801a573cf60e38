import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listShares } from './list-shares.ts'

describe('listShares', () => {
  it.each([
    [[0.9, 0.5, 0.5, 0.1], 2, [1, 0.5, 0.5, 0]],
    [[0.5, 0.5, 0.5, 0.5], 1, [0.25, 0.25, 0.25, 0.25]],
    [[0.1, 0.9], 0, [0, 0]],
    [[0.1, 0.9], 2, [1, 1]],
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
})
