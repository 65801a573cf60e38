import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { calibrationBins } from './calibration-bins.ts'
import { calibrationLine } from './calibration-line.ts'

const rows = fc
  .array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 12 })), { minLength: 1, maxLength: 60 })
  .map(drawn => ({ y: drawn.map(r => r[0]), p: drawn.map(r => r[1] / 12) }))

describe('calibrationBins', () => {
  it('cuts distinct forecasts into equal parts', () => {
    const p = Array.from({ length: 20 }, (_, i) => i / 20)
    const y = p.map(q => Number(q >= 0.5))
    const bins = calibrationBins(y, p, { bins: 4 })
    expect(bins.map(bin => bin.n)).toEqual([5, 5, 5, 5])
    expect(bins.map(bin => bin.observed)).toEqual([0, 0, 1, 1])
    expect(bins[1]).toMatchObject({ from: 0.25, to: 0.45 })
    expect(bins[1].forecast).toBeCloseTo(0.35, 12)
    expect(bins[0]).toMatchObject({ low: 0, high: expect.closeTo(0.4344824647, 9) }) // Wilson, 0 of 5
  })

  it('holds every row once, in rising forecasts, ties together, each bin’s share within its interval', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 15 }), ({ y, p }, bins) => {
        const got = calibrationBins(y, p, { bins })
        expect(got.reduce((sum, bin) => sum + bin.n, 0)).toBe(y.length)
        expect(got.length).toBeLessThanOrEqual(bins)
        for (const [b, bin] of got.entries()) {
          const inside = y.filter((_, i) => p[i] >= bin.from && p[i] <= bin.to)
          expect(inside).toHaveLength(bin.n)
          expect(bin.observed).toBeCloseTo(inside.reduce((a, c) => a + c, 0) / bin.n, 12)
          expect(bin.low).toBeLessThanOrEqual(bin.observed)
          expect(bin.high).toBeGreaterThanOrEqual(bin.observed)
          if (b > 0) expect(bin.from).toBeGreaterThan(got[b - 1].to)
        }
      }),
      { seed: 1 },
    )
  })

  it('gives the same bins in any row order', () => {
    fc.assert(
      fc.property(rows, ({ y, p }) => {
        const back = calibrationBins(y.toReversed(), p.toReversed())
        calibrationBins(y, p).forEach((bin, b) => {
          expect(back[b]).toEqual({ ...bin, forecast: expect.closeTo(bin.forecast, 12) })
        })
      }),
      { seed: 1 },
    )
  })

  it.each([
    { name: 'lengths differ', y: [0], p: [0.1, 0.2], code: 'shape_mismatch' },
    { name: 'not 0 or 1', y: [2], p: [0.1], code: 'bad_param' },
    { name: 'not a probability', y: [1], p: [1.1], code: 'bad_param' },
    { name: 'NaN', y: [1], p: [NaN], code: 'bad_param' },
  ])('refuses: $name', ({ y, p, code }) => {
    expect(() => calibrationBins(y, p)).toThrow(expect.objectContaining({ code }))
    expect(() => calibrationLine(y, p)).toThrow(expect.objectContaining({ code }))
  })
})

describe('calibrationLine', () => {
  const golden: { y: number[]; p: number[]; line: [number, number] }[] = JSON.parse(
    readFileSync(new URL('../../golden/metrics/calibrators/platt.json', import.meta.url), 'utf8'),
  )

  it.each(golden)('golden %#: scikit-learn’s unpenalised logistic regression', ({ y, p, line }) => {
    const { slope, intercept } = calibrationLine(y, p)!
    expect(slope).toBeCloseTo(line[0], 6)
    expect(intercept).toBeCloseTo(line[1], 6)
  })

  it('is 1 and 0 for forecasts that keep their word', () => {
    const random = createRandom(11)
    const p = Array.from({ length: 20_000 }, () => 0.02 + 0.96 * random.next())
    const { slope, intercept } = calibrationLine(
      p.map(q => Number(random.next() < q)),
      p,
    )!
    expect(Math.abs(slope - 1)).toBeLessThan(0.05)
    expect(Math.abs(intercept)).toBeLessThan(0.05)
  })

  it.each([
    { name: 'one class', y: [1, 1, 1], p: [0.2, 0.5, 0.4] },
    { name: 'no rows', y: [], p: [] },
    { name: 'separated', y: [0, 0, 1], p: [0.2, 0.3, 0.4] },
    { name: 'separated but for a tie', y: [0, 0, 1, 1], p: [0.2, 0.3, 0.3, 0.4] },
    { name: 'separated the wrong way', y: [1, 0, 0], p: [0.2, 0.3, 0.4] },
    { name: 'a constant forecast', y: [1, 0, 0], p: [0.3, 0.3, 0.3] },
  ])('is undefined for $name', ({ y, p }) => {
    expect(calibrationLine(y, p)).toBeUndefined()
  })
})
