import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { calibrationErrorByChance, equalCountCalibrationError } from './equal-count-calibration-error.ts'

interface Golden {
  readonly event: number[]
  readonly probability: number[]
  readonly bins: number
  readonly error: number
}

const golden = JSON.parse(readFileSync(new URL('../../golden/metrics/equal-count.json', import.meta.url), 'utf8')) as Golden[]

const rows = fc.array(
  fc.tuple(
    fc.nat({ max: 1 }),
    fc.nat({ max: 6 }).map(k => k / 6),
  ),
  { minLength: 1, maxLength: 60 },
)
const bins = fc.integer({ min: 1, max: 12 })
const split = (drawn: [number, number][]) => [drawn.map(([y]) => y), drawn.map(([, p]) => p)] as const

describe('equalCountCalibrationError', () => {
  it.each(golden)('agrees with the quantile bins of scikit-learn ($bins bins)', ({ event, probability, bins, error }) => {
    expect(equalCountCalibrationError(event, probability, bins)).toBeCloseTo(error, 12)
  })

  it('does not depend on the order of rows, ties or not', () =>
    fc.assert(
      fc.property(rows, bins, fc.nat(), (drawn, bins, by) => {
        const turned = drawn.map((_, i) => drawn[(i + by) % drawn.length]!)
        expect(equalCountCalibrationError(...split(turned), bins)).toBeCloseTo(equalCountCalibrationError(...split(drawn), bins), 12)
      }),
      { seed: 1 },
    ))

  it('is what one bin says at least, and what every row alone says at most', () =>
    fc.assert(
      fc.property(rows, bins, (drawn, bins) => {
        const [event, probability] = split(drawn)
        const error = equalCountCalibrationError(event, probability, bins)
        const gaps = event.map((y, i) => y - probability[i]!)
        expect(error).toBeGreaterThanOrEqual(Math.abs(gaps.reduce((a, b) => a + b, 0)) / gaps.length - 1e-12)
        expect(error).toBeLessThanOrEqual(gaps.reduce((a, b) => a + Math.abs(b), 0) / gaps.length + 1e-12)
      }),
      { seed: 1 },
    ))

  it('is 0 without rows, and refuses what is no probability or no event', () => {
    expect(equalCountCalibrationError([], [])).toBe(0)
    expect(() => equalCountCalibrationError([1], [1.2])).toThrow(/probability\[0\]/)
    expect(() => equalCountCalibrationError([1], [NaN])).toThrow(/probability\[0\]/)
    expect(() => equalCountCalibrationError([2], [0.5])).toThrow(/event\[0\]/)
    expect(() => equalCountCalibrationError([1, 0], [0.5])).toThrow(/event/)
    expect(() => equalCountCalibrationError([1], [0.5], 0)).toThrow(/bins/)
  })
})

it('calibrationErrorByChance is what true probabilities leave on average', () => {
  const random = createRandom(1)
  const probability = Float64Array.from({ length: 600 }, () => random.next())
  const errors = Array.from({ length: 400 }, () =>
    equalCountCalibrationError(
      probability.map(p => Number(random.next() < p)),
      probability,
    ),
  )
  expect(calibrationErrorByChance(probability) / (errors.reduce((a, b) => a + b, 0) / errors.length)).toBeCloseTo(1, 1)
})
