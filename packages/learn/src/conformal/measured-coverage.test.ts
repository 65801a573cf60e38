import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '../metrics/intervals/wilson-interval.ts'
import { createRandom } from '../random.ts'
import { type FittedRecipe, fitRecipe, forecast, type Recipe } from '../recipe.ts'
import { crossValidate } from '../resample/cross-validate.ts'
import { planFolds } from '../resample/plan-folds.ts'
import { splitSample } from '../resample/split.ts'
import { sample } from '../sample.ts'
import { numericColumn, table } from '../table.ts'
import { crossIntervals } from './cross-intervals.ts'
import { splitGuarantee } from './guarantee.ts'
import { measuredCoverage } from './measured-coverage.ts'
import { splitIntervals } from './split-intervals.ts'
import { unseenForecasts } from './unseen-forecasts.ts'

describe('measuredCoverage', () => {
  it('counts sets and their classes, beside the promise', () => {
    expect(measuredCoverage([0, 1, 2, 1], [[0], [0, 2], [1, 2], []], splitGuarantee(0.25), { level: 0.9 })).toEqual({
      aim: 0.75,
      guaranteed: 0.75,
      finiteSample: 0,
      n: 4,
      covered: 2,
      share: 0.5,
      ...wilsonInterval(2, 4, 0.9),
      level: 0.9,
      meanSize: 1.25,
    })
  })

  it('counts ranges, ends included; without a bound there is no mean width', () => {
    const closed = measuredCoverage(
      [1, 3, 4],
      [
        { low: 1, high: 2 },
        { low: 0, high: 3 },
        { low: 0, high: 3.5 },
      ],
      splitGuarantee(0.1),
    )
    expect(closed).toMatchObject({ covered: 2, meanSize: 2.5 })
    expect(
      measuredCoverage(
        [1, -1e9],
        [
          { low: 0, high: 2 },
          { low: null, high: null },
        ],
        splitGuarantee(0.1),
      ),
    ).toMatchObject({ covered: 2, meanSize: null })
  })

  it('refuses other lengths and no rows', () => {
    expect(() => measuredCoverage([1], [], splitGuarantee(0.1))).toThrow(expect.objectContaining({ code: 'shape_mismatch' }))
    expect(() => measuredCoverage([], [], splitGuarantee(0.1))).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})

describe('from rows to a report', () => {
  const recipe: Recipe = { steps: [], learner: { kind: 'linear', params: { lambda: 0.01 } } }
  const random = createRandom(5)
  const x = Float64Array.from({ length: 400 }, () => 4 * random.next())
  const y = x.map(v => 2 * v + random.next() - random.next())
  const rows = sample({ table: table([numericColumn('x', x)]), y, task: { kind: 'regression' } })
  const [outer] = splitSample(rows, planFolds({ ...rows, folds: 4, seed: 1 }))

  it('split: fit, calibrate on rows held out, measure on others', () => {
    const [inner] = splitSample(rows, planFolds({ ...rows, folds: 2, seed: 2 }))
    const fitted = fitRecipe(recipe, inner.train, { seed: 1 })
    const state = splitIntervals.fit(unseenForecasts(fitted, inner.test), { alpha: 0.1 })
    const fresh = Float64Array.from({ length: 300 }, () => 4 * random.next())
    const truth = fresh.map(v => 2 * v + random.next() - random.next())
    const ranges = splitIntervals.apply(state, forecast(fitted, table([numericColumn('x', fresh)])))
    const { guaranteed, low, high, meanSize } = measuredCoverage(truth, ranges, state.guarantee)
    expect(guaranteed).toBe(0.9)
    expect(low).toBeLessThan(0.92)
    expect(high).toBeGreaterThan(0.88)
    expect(meanSize).toBeLessThan(1.6) // 2 (1 − √0.1) = 1.37 holds nine in ten of the noise
  })

  it('CV+: a procedure keeps the models of the folds', () => {
    const training = sample({ table: outer.train.table, y: outer.train.y, task: rows.task })
    const models: FittedRecipe[] = []
    const plan = planFolds({ ...training, folds: 5, seed: 3 })
    const forecasts = crossValidate(
      training,
      plan,
      (part, ctx) => {
        const fitted = fitRecipe(recipe, part, ctx)
        models.push(fitted)
        return fitted
      },
      { seed: 4 },
    )
    const state = crossIntervals.fit(forecasts, { alpha: 0.1 })
    const ranges = crossIntervals.apply(
      state,
      models.map(model => forecast(model, outer.test.table)),
    )
    const measured = measuredCoverage(outer.test.y, ranges, state.guarantee)
    expect(measured.guaranteed).toBeCloseTo(0.8 - Math.min(1.6 / 61, (1 - 5 / 300) / 6), 12)
    expect(measured.share).toBeGreaterThan(measured.guaranteed)
    expect(measured.high).toBeGreaterThan(0.9)
  })
})
