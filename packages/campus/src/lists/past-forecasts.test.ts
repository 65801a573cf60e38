import { crossValidate, fixed, planGivenFolds, type SplitPlan } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { linear } from '../train/recipes.ts'
import { pastForecasts } from './past-forecasts.ts'

const framed = frame(smallDataset(90), askQuestion(smallCodebook, { target: 'GRADE' }))
const thirds = [0, 1, 2].map(f => Array.from({ length: 30 }, (_, i) => 3 * i + f))
const forecastsBy = (plan: SplitPlan) => crossValidate(framed.sample, plan, fixed(linear(0.01).recipe), { seed: 1 })

describe('pastForecasts', () => {
  const plan = planGivenFolds(90, [thirds])
  const forecasts = forecastsBy(plan)
  const past = pastForecasts(forecasts, framed)!

  it('holds the probability of the event and whether it happened, for every row once', () => {
    const { cols, data } = forecasts.repeats[0]!.forecast
    const pairs = Array.from(framed.sample.y, (y, i) => ({ p: Math.round(1e4 * data[i * cols]!) / 1e4, y: Number(y === 0) })).sort(
      (a, b) => a.p - b.p || a.y - b.y,
    )
    expect(past).toEqual({ event: expect.any(String), p: pairs.map(r => r.p), happened: pairs.map(r => r.y), students: 90 })
  })

  it('takes each row from the first repeat that tests it, where each repeat tests other rows', () => {
    const [splits] = plan.repeats
    const apart: SplitPlan = { kind: 'hold-out', rows: 90, repeats: splits!.map(split => [split]), notes: [] }
    const both = forecastsBy(apart)
    expect(pastForecasts(both, framed)!.p).toHaveLength(90)
    const doubled = { ...forecasts, repeats: [...forecasts.repeats, ...both.repeats] }
    expect(pastForecasts(doubled, framed)).toEqual(past)
  })

  it('counts students, not rows', () => {
    const groups = Int32Array.from({ length: 90 }, (_, i) => Math.floor(i / 3))
    expect(pastForecasts({ ...forecasts, groups }, framed)!.students).toBe(30)
  })

  it('does not tell in which order the rows stood', () => {
    const order = [...Array(90).keys()].reverse()
    const { cols, data } = forecasts.repeats[0]!.forecast
    const turned = {
      ...forecasts,
      y: Float64Array.from(order, i => forecasts.y[i]!),
      repeats: [
        {
          fold: forecasts.repeats[0]!.fold,
          forecast: { rows: 90, cols, data: Float64Array.from(order.flatMap(i => [...data.subarray(i * cols, (i + 1) * cols)])) },
        },
      ],
    }
    expect(pastForecasts(turned, framed)).toEqual(past)
  })
})
