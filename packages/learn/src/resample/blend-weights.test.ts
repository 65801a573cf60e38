import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary, eventForecast, outOfFold } from '../../test/out-of-fold.ts'
import { averageScores, poolForecast, poolScores } from '../learners/stack/pool.ts'
import { matrix } from '../matrix.ts'
import { mean } from '../metrics/mean.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import { createRandom } from '../random.ts'
import { blendWeights } from './blend-weights.ts'
import type { OutOfFold } from './cross-validate.ts'

const y = [0, 0, 1, 1, 1, 0, 1, 0]
const fold = [0, 1, 0, 1, 0, 1, 0, 1]
const forecaster = (p: number[]) => outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p), fold }] })
const lossOf = (forecasts: OutOfFold[], weights: ArrayLike<number>) => {
  const score = averageScores(
    forecasts.map(f => poolScores(f.repeats[0].forecast, f.task)),
    weights,
  )
  return mean(rowLosses(forecasts[0].y, poolForecast(score, forecasts[0].task), forecasts[0].task))
}

const good = forecaster([0.3, 0.4, 0.6, 0.7, 0.8, 0.3, 0.6, 0.4])
const wrong = forecaster([0.7, 0.6, 0.4, 0.3, 0.2, 0.7, 0.4, 0.6])

describe('blendWeights', () => {
  it('gives everything to the only good one', () => {
    expect([...blendWeights([wrong, good])]).toEqual([0, 1])
    expect([...blendWeights([good])]).toEqual([1])
  })

  it('mixes two that err in different places', () => {
    const early = forecaster([0.1, 0.1, 0.9, 0.9, 0.5, 0.5, 0.5, 0.5])
    const late = forecaster([0.5, 0.5, 0.5, 0.5, 0.9, 0.1, 0.9, 0.1])
    expect([...blendWeights([early, late])]).toEqual([0.5, 0.5])
  })

  it('is never worse than the best single one on the rows it looked at, and near the best of all mixtures', () => {
    const forecasts = fc.array(fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 8, maxLength: 8 }), {
      minLength: 2,
      maxLength: 3,
    })
    fc.assert(
      fc.property(forecasts, ps => {
        const all = ps.map(forecaster)
        const weights = blendWeights(all)
        expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
        const loss = lossOf(all, weights)
        const singles = all.map((_, m) =>
          lossOf(
            all,
            all.map((__, o) => Number(o === m)),
          ),
        )
        expect(loss).toBeLessThanOrEqual(Math.min(...singles) + 1e-12)
        if (all.length > 2) return
        const grid = Array.from({ length: 101 }, (_, w) => lossOf(all, [w / 100, 1 - w / 100]))
        expect(loss).toBeLessThanOrEqual(Math.min(...grid) + 0.02)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('looks at the folds it may look at, and at no other', () => {
    const random = createRandom(1)
    const changed = forecaster(fold.map((f, i) => (f === 1 ? random.next() : good.repeats[0].forecast.data[2 * i + 1])))
    const mixed = forecaster([0.6, 0.2, 0.5, 0.9, 0.6, 0.1, 0.9, 0.6])
    const onlyFirst = (_: number, f: number) => f === 0
    expect(blendWeights([changed, mixed], onlyFirst)).toEqual(blendWeights([good, mixed], onlyFirst))
  })

  it('blends values by squared error', () => {
    const of = (values: number[]) =>
      outOfFold({ task: { kind: 'regression' }, y: [1, 2, 3, 4], repeats: [{ forecast: matrix(4, 1, values), fold: [0, 1, 0, 1] }] })
    expect([...blendWeights([of([2, 3, 4, 5]), of([0, 1, 2, 3])])]).toEqual([0.5, 0.5])
  })

  it('refuses nothing to blend', () => {
    expect(() => blendWeights([])).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})
