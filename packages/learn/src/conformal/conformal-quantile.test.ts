import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conformalQuantile, conformalRank } from './conformal-quantile.ts'

describe('conformalRank', () => {
  it.each([
    { n: 9, alpha: 0.1, rank: 9 },
    { n: 9, alpha: 0.0999, rank: 10 }, // none of 9 will do
    { n: 99, alpha: 0.29, rank: 71 }, // 100 · 0.29 is 28.999999999999996
    { n: 0, alpha: 0.5, rank: 1 },
    { n: 10, alpha: 0.3, rank: 8 }, // ⌈11 · 0.7⌉
  ])('of $n at $alpha is $rank', ({ n, alpha, rank }) => expect(conformalRank(n, alpha)).toBe(rank))

  it('is ⌈(n + 1)(1 − α)⌉ in whole numbers', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), fc.integer({ min: 1, max: 999 }), (n, thousandths) => {
        expect(conformalRank(n, thousandths / 1000)).toBe(Math.ceil(((n + 1) * (1000 - thousandths)) / 1000))
      }),
      { seed: 1 },
    )
  })
})

describe('conformalQuantile', () => {
  it('is the least score that enough of the others do not exceed, and falls as α grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 99 }),
        (scores, percent) => {
          const alpha = percent / 100
          const enough = (bound: number) => scores.filter(s => s <= bound).length * 100 >= (scores.length + 1) * (100 - percent)
          const possible = scores.filter(enough)
          expect(conformalQuantile(scores, alpha)).toBe(possible.length === 0 ? null : Math.min(...possible))
          if (percent < 99) {
            const wider = conformalQuantile(scores, alpha) ?? Infinity
            expect(conformalQuantile(scores, alpha + 0.01) ?? Infinity).toBeLessThanOrEqual(wider)
          }
        },
      ),
      { seed: 1 },
    )
  })

  it.each([0, 1, -0.1, NaN])('refuses α = %d', alpha => {
    expect(() => conformalQuantile([1], alpha)).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})
