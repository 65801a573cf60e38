import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomPart } from '../../../trees/random-part.test-data.ts'
import { boosting } from '../boosting.ts'
import { pinball } from './pinball.ts'
import { weightedQuantile } from './weighted-quantile.ts'

const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 30 })
const share = fc.constantFrom(0.1, 0.25, 0.5, 0.8, 0.95)

const labelsOf = (of: readonly (readonly [number, number])[]) => ({
  y: Float64Array.from(of, ([value]) => value),
  weights: Float64Array.from(of, ([, weight]) => weight),
  k: 1,
})
const lossAt = (q: number, labels: ReturnType<typeof labelsOf>, at: number) =>
  pinball(q).loss(
    labels.y.map(() => at),
    labels,
  )

describe('weightedQuantile', () => {
  it('is a value than which no other loses less', () => {
    fc.assert(
      fc.property(rows, share, (of, q) => {
        const labels = labelsOf(of)
        const quantile = weightedQuantile(labels.y, labels.weights, q)
        expect(labels.y).toContain(quantile)
        for (const other of [...labels.y, quantile - 0.5, quantile + 0.5]) {
          expect(lossAt(q, labels, quantile)).toBeLessThanOrEqual(lossAt(q, labels, other) + 1e-9)
        }
      }),
      { seed: 1 },
    )
  })

  it('takes weight for repetition', () => {
    fc.assert(
      fc.property(rows, share, (of, q) => {
        const { y, weights } = labelsOf(of)
        const repeated = Float64Array.from(of.flatMap(([value, weight]) => new Array<number>(weight).fill(value)))
        expect(
          weightedQuantile(
            repeated,
            repeated.map(() => 1),
            q,
          ),
        ).toBe(weightedQuantile(y, weights, q))
      }),
      { seed: 1 },
    )
  })

  it('is the smallest of the middle values when the share falls between two', () => {
    expect(weightedQuantile(Float64Array.of(4, 1, 3, 2), Float64Array.of(1, 1, 1, 1), 0.5)).toBe(2)
  })
})

describe('pinball', () => {
  it('has the slope of its loss', () => {
    const labels = labelsOf([
      [1, 2],
      [-1, 1],
      [0.5, 3],
    ])
    const scores = Float64Array.of(0.2, 0.3, 0.6)
    const gh = new Float64Array(6)
    for (const q of [0.2, 0.5, 0.9]) {
      pinball(q).start(labels).gradients(scores, gh)
      scores.forEach((score, i) => {
        const [below, above] = [score - 1e-4, score + 1e-4].map(moved => pinball(q).loss(scores.with(i, moved), labels))
        expect(gh[2 * i]).toBeCloseTo((above - below) / 2e-4, 8)
        expect(gh[2 * i + 1]).toBe(labels.weights[i])
      })
    }
  })

  it.each([0.1, 0.5, 0.9])('boosted never loses more on its training rows by another round, and covers its share: %f', quantile => {
    const part = randomPart(8, { task: 'regression', rows: 300, missing: 0.1, weights: true })
    const labels = { y: part.y, weights: part.weights!, k: 1 }
    const forecast = (rounds: number) =>
      boosting.predict(boosting.fit(part, { objective: 'quantile', quantile, rounds, learningRate: 0.3 }, { seed: 1 }), part.table).data
    const losses = [0, 1, 2, 5, 10, 30].map(rounds => pinball(quantile).loss(forecast(rounds), labels))
    losses.slice(1).forEach((loss, at) => {
      expect(loss).toBeLessThanOrEqual(losses[at] + 1e-9)
    })
    expect(losses[5]).toBeLessThan(0.8 * losses[0])
    const total = labels.weights.reduce((a, b) => a + b, 0)
    const fitted = forecast(30)
    const covered = labels.y.reduce((sum, y, i) => sum + (y <= fitted[i] ? labels.weights[i] : 0), 0) / total
    expect(Math.abs(covered - quantile)).toBeLessThan(0.05)
  })

  it('at a half is the objective absolute', () => {
    const part = randomPart(9, { task: 'regression', rows: 60 })
    const [absolute, half] = (['absolute', 'quantile'] as const).map(objective => boosting.fit(part, { objective, rounds: 5 }, { seed: 1 }))
    expect(absolute).toEqual(half)
  })
})
