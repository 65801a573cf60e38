import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partialRankCorrelation } from './partial-rank-correlation.ts'

/** The plain definition: the correlation of what ranks of z leave over of x and of y, by least squares. */
function residualCorrelation(x: number[], y: number[], z: number[]): number {
  const rank = (v: number[]) => v.map(a => v.filter(b => b < a).length + (v.filter(b => b === a).length + 1) / 2)
  const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length
  const left = (v: number[], w: number[]) => {
    const [mv, mw] = [mean(v), mean(w)]
    const slope = v.reduce((s, a, i) => s + (a - mv) * (w[i]! - mw), 0) / w.reduce((s, b) => s + (b - mw) ** 2, 0)
    return v.map((a, i) => a - mv - slope * (w[i]! - mw))
  }
  const [a, b] = [left(rank(x), rank(z)), left(rank(y), rank(z))]
  return a.reduce((s, v, i) => s + v * b[i]!, 0) / Math.sqrt(a.reduce((s, v) => s + v * v, 0) * b.reduce((s, v) => s + v * v, 0))
}

const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 12,
  maxLength: 40,
})

describe('partialRankCorrelation', () => {
  it('is the correlation of what the third leaves over', () => {
    fc.assert(
      fc.property(values, rows => {
        const [x, y, z] = [0, 1, 2].map(j => rows.map(r => r[j]!)) as [number[], number[], number[]]
        const r = partialRankCorrelation(Float64Array.from(x), Float64Array.from(y), Float64Array.from(z))
        if (r !== undefined) expect(r).toBeCloseTo(residualCorrelation(x, y, z), 9)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('says nothing where one never varies, or the third fixes the first', () => {
    const up = Float64Array.of(1, 2, 3, 4)
    expect(partialRankCorrelation(up, Float64Array.of(1, 1, 1, 1), Float64Array.of(2, 1, 4, 3))).toBeUndefined()
    expect(partialRankCorrelation(up, Float64Array.of(2, 1, 4, 3), up)).toBeUndefined()
  })
})
