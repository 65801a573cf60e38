import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairedDifference } from './paired-difference.ts'

const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 2, maxLength: 20 })

describe('pairedDifference', () => {
  it('is the mean and its standard error, by the definition', () => {
    fc.assert(
      fc.property(pairs, rows => {
        const d = rows.map(([a, b]) => a - b)
        const mean = d.reduce((sum, v) => sum + v, 0) / d.length
        const variance = d.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (d.length - 1)
        const got = pairedDifference(
          rows.map(r => r[0]),
          rows.map(r => r[1]),
        )
        expect(got.worseBy).toBeCloseTo(mean, 12)
        expect(got.standardError).toBeCloseTo(Math.sqrt(variance / d.length), 12)
      }),
      { seed: 1 },
    )
  })

  it('counts rows of a group as one: each row three times in a group says no more than once', () => {
    fc.assert(
      fc.property(pairs, rows => {
        const thrice = rows.flatMap((row, g) => [0, 1, 2].map(() => ({ row, g })))
        const once = pairedDifference(
          rows.map(r => r[0]),
          rows.map(r => r[1]),
        )
        const grouped = pairedDifference(
          thrice.map(({ row }) => row[0]),
          thrice.map(({ row }) => row[1]),
          thrice.map(({ g }) => g),
        )
        expect(grouped.worseBy).toBeCloseTo(once.worseBy, 12)
        expect(grouped.standardError).toBeCloseTo(once.standardError, 12)
      }),
      { seed: 1 },
    )
  })

  it('is sure of one row', () => expect(pairedDifference([2], [1])).toEqual({ worseBy: 1, standardError: 0 }))
})
