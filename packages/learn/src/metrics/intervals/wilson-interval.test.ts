import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../math/normal-quantile.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** Made by golden/make-metrics.py with statsmodels: k, n, level, low, high. */
const { wilson }: { wilson: number[][] } = JSON.parse(
  readFileSync(new URL('../../../golden/metrics/intervals/distributions.json', import.meta.url), 'utf8'),
)

describe('wilsonInterval', () => {
  it.each(wilson)('%i of %i at %f', (k, n, level, low, high) => {
    const got = wilsonInterval(k, n, level)
    expect(got.low).toBeCloseTo(low, 12)
    expect(got.high).toBeCloseTo(high, 12)
  })

  it('ends where the observed share is z standard errors away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = Math.round(share * n)
        const { low, high } = wilsonInterval(k, n, 0.9)
        const z = normalQuantile(0.95)
        if (k > 0) expect(k / n - low).toBeCloseTo(z * Math.sqrt((low * (1 - low)) / n), 10)
        if (k < n) expect(high - k / n).toBeCloseTo(z * Math.sqrt((high * (1 - high)) / n), 10)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      }),
      { seed: 1 },
    )
  })

  it.each([() => wilsonInterval(0, 0), () => wilsonInterval(3, 2), () => wilsonInterval(1, 2, 1)])('refuses %s', f => {
    expect(f).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})
