import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incompleteBeta } from './incomplete-beta.ts'
import { logGamma } from './log-gamma.ts'
import { normalQuantile } from './normal-quantile.ts'
import { studentTCdf, studentTQuantile } from './student-t.ts'

/** Made by golden/make-metrics.py with scipy 1.10.1: arguments, then the value. */
const golden: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('../../golden/metrics/intervals/distributions.json', import.meta.url), 'utf8'),
)

describe.each(Object.entries({ studentTCdf, studentTQuantile, normalQuantile, logGamma, incompleteBeta }))('%s', (name, f) => {
  it.each(golden[name].map(row => ({ args: row.slice(0, -1), value: row.at(-1)! })))('$args', ({ args, value }) => {
    const got = (f as (...numbers: number[]) => number)(...args)
    expect(Math.abs(got - value)).toBeLessThanOrEqual(2e-12 * Math.abs(value) + 1e-15)
  })
})

describe('Student’s t', () => {
  const degrees = fc.double({ min: 0.5, max: 500, noNaN: true })

  it('has a quantile that undoes the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), degrees, (p, df) => {
        expect(studentTCdf(studentTQuantile(p, df), df)).toBeCloseTo(p, 12)
      }),
      { seed: 1 },
    )
  })

  it('is symmetric', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), degrees, (t, df) => {
        expect(studentTCdf(t, df) + studentTCdf(-t, df)).toBeCloseTo(1, 12)
      }),
      { seed: 1 },
    )
  })

  it('with 1 degree of freedom is Cauchy’s', () => {
    expect(studentTQuantile(0.95, 1)).toBeCloseTo(Math.tan(Math.PI * 0.45), 11)
  })

  it('reaches 0 and 1 at the ends', () => {
    expect([studentTCdf(-Infinity, 3), studentTCdf(Infinity, 3)]).toEqual([0, 1])
  })

  it.each([() => studentTQuantile(0, 3), () => studentTQuantile(1, 3), () => studentTCdf(0, 0), () => normalQuantile(1)])(
    'refuses %s',
    f => {
      expect(f).toThrow(expect.objectContaining({ code: 'bad_param' }))
    },
  )
})

it('logGamma keeps Γ(x + 1) = x Γ(x)', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), x => {
      expect(logGamma(x + 1)).toBeCloseTo(logGamma(x) + Math.log(x), 11)
    }),
    { seed: 1 },
  )
})
