import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { golden } from '../../test/step-parts.ts'
import { logChiSquareTail } from './chi-square.ts'

describe('logChiSquareTail', () => {
  it.each(golden<{ tails: { x: number; df: number; logP: number }[] }>('association').tails)(
    'ln P(X ≥ $x) with $df df',
    ({ x, df, logP }) => {
      expect(Math.abs(logChiSquareTail(x, df) - logP)).toBeLessThan(1e-10 * Math.max(1, Math.abs(logP)))
    },
  )

  it('is −x/2 with two degrees of freedom, however far out', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), x => {
        expect(Math.abs(logChiSquareTail(x, 2) + x / 2)).toBeLessThan(1e-11 * Math.max(1, x))
      }),
      { seed: 1 },
    )
  })

  it('falls with x and rises with df', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 500, noNaN: true }), fc.integer({ min: 1, max: 60 }), (x, df) => {
        expect(logChiSquareTail(x * 1.01, df)).toBeLessThan(logChiSquareTail(x, df) + 1e-15)
        expect(logChiSquareTail(x, df + 1)).toBeGreaterThan(logChiSquareTail(x, df) - 1e-15)
      }),
      { seed: 1 },
    )
  })

  it('is 0 at 0', () => {
    expect(logChiSquareTail(0, 3)).toBe(0)
  })
})
