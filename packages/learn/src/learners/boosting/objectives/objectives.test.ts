import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../random.ts'
import type { TaskKind } from '../../../task.ts'
import { forecastOf, objectives } from './index.ts'

const ROWS = 12
const STEP = 1e-5

function problem(kind: TaskKind, seed: number) {
  const random = createRandom(seed)
  const k = { binary: 2, multiclass: 4, ordinal: 5, regression: 1 }[kind]
  const y = Float64Array.from({ length: ROWS }, (_, i) => (kind === 'regression' ? random.next() : i % k))
  const weights = Float64Array.from(y, () => 0.5 + random.next())
  const objective = objectives[kind].start({ y, weights, k })
  const loss = (scores: Float64Array) => objectives[kind].loss(scores, { y, weights, k }, objective.thresholds)
  const scores = Float64Array.from({ length: objective.outputs * ROWS }, () => 4 * random.next() - 2)
  return { objective, scores, y, weights, k, loss }
}

function derivatives({ objective, scores }: ReturnType<typeof problem>) {
  const gh = new Float64Array(2 * scores.length)
  objective.gradients(scores, gh)
  return { g: gh.filter((_, at) => at % 2 === 0), h: gh.filter((_, at) => at % 2 === 1) }
}

describe.each(['binary', 'multiclass', 'ordinal', 'regression'] as const)('%s', kind => {
  it('has the derivatives of its loss', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const p = problem(kind, seed)
        const { g, h } = derivatives(p)
        const convention = kind === 'multiclass' ? 2 : 1
        p.scores.forEach((score, at) => {
          const [below, here, above] = [score - STEP, score, score + STEP].map(moved => p.loss(p.scores.with(at, moved)))
          expect(g[at]).toBeCloseTo((above - below) / (2 * STEP), 6)
          expect(h[at]).toBeCloseTo((convention * (above - 2 * here + below)) / (STEP * STEP), 3)
        })
      }),
      { seed: 1, numRuns: 10 },
    )
  })

  it('says by its forecast what its loss says', () => {
    const { objective, scores, y, weights, k, loss } = problem(kind, 3)
    const { data } = forecastOf(kind, scores, ROWS, objective.outputs, objective.thresholds)
    const losses = y.map((yi, i) => weights[i] * (kind === 'regression' ? (data[i] - yi) ** 2 / 2 : -Math.log(data[i * k + yi])))
    expect(loss(scores)).toBeCloseTo(
      losses.reduce((a, b) => a + b, 0),
      10,
    )
  })

  it('starts where no constant does better', () => {
    const p = problem(kind, 4)
    p.objective.base.forEach((start, o) => {
      p.scores.fill(start, o * ROWS, (o + 1) * ROWS)
    })
    const { g } = derivatives(p)
    for (let o = 0; o < p.objective.outputs; o++) expect(g.subarray(o * ROWS, (o + 1) * ROWS).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10)
  })

  it('stays finite at scores beyond belief', () => {
    const p = problem(kind, 5)
    for (const far of [-800, 800]) {
      p.scores.fill(far)
      p.scores[0] = -far
      const { g, h } = derivatives(p)
      expect([...g, ...h].every(Number.isFinite)).toBe(true)
      expect(h.every(v => v > 0)).toBe(true)
      p.objective.moveThresholds?.(p.scores)
      expect(forecastOf(kind, p.scores, ROWS, p.objective.outputs, p.objective.thresholds).data.every(Number.isFinite)).toBe(true)
    }
  })
})

describe.each(['binary', 'multiclass', 'ordinal'] as const)('%s', kind => {
  it.each([0, 1])('gives class %i, which no row has, a small chance', absent => {
    const k = kind === 'binary' ? 2 : 4
    const y = Float64Array.from({ length: 40 }, (_, i) => (i + absent + 1) % k).filter(c => c !== absent)
    const { base, outputs, thresholds } = objectives[kind].start({ y, weights: y.map(() => 1), k })
    const { data } = forecastOf(kind, base, 1, outputs, thresholds)
    expect(data[absent]).toBeCloseTo(0.5 / (y.length + 0.5), 12)
    expect(data.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })
})

describe('moveThresholds', () => {
  it('lowers the loss and comes to rest where no threshold can be moved for the better', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const { objective, scores, loss } = problem('ordinal', seed)
        let before = loss(scores)
        for (let step = 0; step < 30; step++) {
          objective.moveThresholds!(scores)
          const after = loss(scores)
          expect(after).toBeLessThanOrEqual(before + 1e-12)
          before = after
        }
        const thresholds = objective.thresholds!
        expect([...thresholds]).toEqual([...thresholds].sort((a, b) => a - b))
        for (const c of thresholds.keys()) {
          const kept = thresholds[c]
          const around = [kept - STEP, kept + STEP].map(moved => {
            thresholds[c] = moved
            return loss(scores)
          })
          thresholds[c] = kept
          expect((around[1] - around[0]) / (2 * STEP)).toBeCloseTo(0, 5)
        }
      }),
      { seed: 1, numRuns: 20 },
    )
  })

  it('keeps the thresholds of an absent class apart and finite', () => {
    const y = Float64Array.from({ length: 60 }, (_, i) => [0, 2, 3][i % 3])
    const objective = objectives.ordinal.start({ y, weights: y.map(() => 1), k: 6 })
    const scores = y.map(c => 3 * c)
    for (let step = 0; step < 50; step++) objective.moveThresholds!(scores)
    const latent = Float64Array.of(0, 3, 6, 9, 12)
    const { data, cols } = forecastOf('ordinal', latent, latent.length, 1, objective.thresholds)
    for (const absent of [1, 4, 5]) {
      expect(Math.max(...latent.map((_, i) => data[i * cols + absent]))).toBeGreaterThan(1e-3)
    }
  })
})
