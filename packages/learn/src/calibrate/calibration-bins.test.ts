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

  /** Three rows for each of so many students, alike but for chance. */
  const drawn = (students: number, seed: number) => {
    const random = createRandom(seed)
    const groups = Array.from({ length: 3 * students }, (_, i) => Math.floor(i / 3))
    const base = Array.from({ length: students }, () => 0.1 + 0.8 * random.next())
    const p = groups.map(g => base[g]!)
    const happens = Array.from({ length: students }, (_, g) => Number(random.next() < base[g]!))
    return { groups, p, y: groups.map(g => (random.next() < 0.7 ? happens[g]! : Number(random.next() < base[g]!))) }
  }

  it('has intervals over groups that agree with leaving each group out in turn', () => {
    const { groups, p, y } = drawn(150, 3)
    const { slope, slopeInterval, interceptInterval } = calibrationLine(y, p, groups)!
    const without = Array.from({ length: 150 }, (_, g) => {
      const kept = groups.flatMap((of, i) => (of === g ? [] : [i]))
      return calibrationLine(
        kept.map(i => y[i]!),
        kept.map(i => p[i]!),
      )!
    })
    for (const [name, interval] of [['slope', slopeInterval!] as const, ['intercept', interceptInterval!] as const]) {
      const mean = without.reduce((sum, line) => sum + line[name], 0) / 150
      const jackknife = Math.sqrt((149 / 150) * without.reduce((sum, line) => sum + (line[name] - mean) ** 2, 0))
      expect((interval.high - interval.low) / (2 * 1.96 * jackknife)).toBeCloseTo(1, 1)
    }
    expect((slopeInterval!.low + slopeInterval!.high) / 2).toBeCloseTo(slope, 12)
  })

  it('holds 1 and 0 in about 95 of 100 draws of students, more seldom when rows count as students', () => {
    const held = { groups: 0, rows: 0, intercept: 0 }
    for (let draw = 0; draw < 200; draw++) {
      const { groups, p, y } = drawn(120, 100 + draw)
      const [line, alone] = [calibrationLine(y, p, groups)!, calibrationLine(y, p)!]
      held.groups += Number(line.slopeInterval!.low <= 1 && 1 <= line.slopeInterval!.high)
      held.intercept += Number(line.interceptInterval!.low <= 0 && 0 <= line.interceptInterval!.high)
      held.rows += Number(alone.slopeInterval!.low <= 1 && 1 <= alone.slopeInterval!.high)
    }
    expect(held.groups).toBeGreaterThanOrEqual(182)
    expect(held.intercept).toBeGreaterThanOrEqual(182)
    expect(held.rows).toBeLessThan(175)
  })

  it('says nothing new for rows repeated within their group, and has no interval of one group', () => {
    const { groups, p, y } = drawn(40, 5)
    const once = calibrationLine(y, p, groups)!
    const twice = calibrationLine([...y, ...y], [...p, ...p], [...groups, ...groups])!
    expect(twice.slopeInterval!.low).toBeCloseTo(once.slopeInterval!.low, 6)
    expect(twice.interceptInterval!.high).toBeCloseTo(once.interceptInterval!.high, 6)
    expect(calibrationLine(y, p, groups.fill(0))).toEqual({ slope: once.slope, intercept: once.intercept })
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
