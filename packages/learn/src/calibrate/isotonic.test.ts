import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classForecasts, sharpened } from '../../test/class-forecasts.ts'
import { binary, eventForecast, outOfFold } from '../../test/out-of-fold.ts'
import { logLoss } from '../metrics/log-loss.ts'
import type { Task } from '../task.ts'
import { isotonic } from './isotonic.ts'
import { fitCurve, heightAt, poolAdjacent } from './isotonic-curve.ts'

const classes = ['a', 'b', 'c', 'd']
const tasks: Task[] = [
  { kind: 'multiclass', classes },
  { kind: 'ordinal', classes },
]

describe('poolAdjacent', () => {
  it('is the max of min of means, by the definition', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 })), { maxLength: 12 }), drawn => {
        const [values, weights] = [drawn.map(d => d[0]), drawn.map(d => d[1])]
        const mean = (from: number, to: number) => {
          const rows = drawn.slice(from, to + 1)
          return rows.reduce((sum, [v, w]) => sum + v * w, 0) / rows.reduce((sum, [, w]) => sum + w, 0)
        }
        poolAdjacent(values, weights).forEach((level, i) => {
          const lows = Array.from({ length: i + 1 }, (_, s) => Math.min(...values.slice(i).map((_, t) => mean(s, i + t))))
          expect(level).toBeCloseTo(Math.max(...lows), 12)
        })
      }),
      { seed: 1 },
    )
  })
})

describe('fitCurve', () => {
  const golden: { x: number[]; y: number[]; corners: [number[], number[]]; at: number[]; heights: number[] }[] = JSON.parse(
    readFileSync(new URL('../../golden/calibrate/isotonic.json', import.meta.url), 'utf8'),
  )

  it.each(golden)('golden %#: scikit-learn’s corners and heights', ({ x, y, corners, at, heights }) => {
    const curve = fitCurve(x, y)
    expect(curve.x).toEqual(corners[0])
    curve.y.forEach((height, i) => {
      expect(height).toBeCloseTo(corners[1][i], 12)
    })
    at.forEach((value, i) => {
      expect(heightAt(curve, value)).toBeCloseTo(heights[i], 12)
    })
  })

  it('is one level of one point', () => {
    const curve = fitCurve([0.3, 0.3], [0, 1])
    expect([0, 0.3, 1].map(x => heightAt(curve, x))).toEqual([0.5, 0.5, 0.5])
  })
})

describe('isotonic', () => {
  it.each([
    { rows: 1000, repeats: 1, refused: true },
    { rows: 1001, repeats: 1, refused: false },
    { rows: 600, repeats: 2, refused: true }, // rows count, not forecasts
  ])('with $rows rows, $repeats times: refused is $refused', ({ rows, repeats, refused }) => {
    const { y, forecast } = classForecasts(rows, 2, 1)
    const fit = () => isotonic.fit(outOfFold({ task: binary, y, repeats: Array.from({ length: repeats }, () => ({ forecast })) }))
    if (refused) expect(fit).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
    else expect(fit().floor).toBe(1 / (rows + 2))
  })

  it('gives a block without an event a little: 1 / (n + 2), and the rest to the other class', () => {
    const p = Array.from({ length: 1200 }, (_, i) => (i < 600 ? 0.2 : 0.7))
    const y = p.map((q, i) => Number(q > 0.5 && i % 3 > 0))
    const state = isotonic.fit(outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }] }))
    const { data } = isotonic.apply(state, eventForecast([0, 0.2, 0.45, 0.7, 1]))
    const floor = 1 / 1202
    const expected = [floor / (1 + floor), floor / (1 + floor), 1 / 3, 2 / 3, 2 / 3]
    expected.forEach((q, i) => {
      expect(data[2 * i + 1]).toBeCloseTo(q, 12)
    })
  })

  it('never raises the log loss of two classes by more than 1/n on the rows of the fit', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { y, forecast } = classForecasts(1500, 2, seed, { spread: 1 + 3 * seed, truth: sharpened(seed / 2) })
      const state = isotonic.fit(outOfFold({ task: binary, y, repeats: [{ forecast }] }))
      expect(logLoss(y, isotonic.apply(state, forecast), 1e-15)).toBeLessThanOrEqual(logLoss(y, forecast, 1e-15) + 1 / 1500)
    }
  })

  it.each(tasks)('mends $kind forecasts that are too sure, and every class of a row keeps something', task => {
    const { y, forecast } = classForecasts(4000, 4, 2, { spread: 6, truth: sharpened(0.4) })
    const state = isotonic.fit(outOfFold({ task, y, repeats: [{ forecast }] }))
    const fresh = classForecasts(4000, 4, 3, { spread: 6, truth: sharpened(0.4) })
    const after = isotonic.apply(JSON.parse(JSON.stringify(state)), fresh.forecast)
    expect(logLoss(fresh.y, after)).toBeLessThan(logLoss(fresh.y, fresh.forecast) - 0.1)
    for (let i = 0; i < after.rows; i++) {
      const row = after.data.subarray(4 * i, 4 * i + 4)
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
      expect(Math.min(...row)).toBeGreaterThan(0)
    }
  })

  it('keeps well-calibrated ordinal forecasts near what they are, on average', () => {
    const { y, forecast } = classForecasts(20_000, 4, 4)
    const { data } = isotonic.apply(isotonic.fit(outOfFold({ task: tasks[1], y, repeats: [{ forecast }] })), forecast)
    expect(data.reduce((sum, q, i) => sum + Math.abs(q - forecast.data[i]), 0) / data.length).toBeLessThan(0.02)
  })

  it('pools cumulative curves that cross', () => {
    const curve = (height: number) => ({ x: [0], y: [height] })
    const state = { scale: 'cumulative' as const, curves: [curve(0.4), curve(0.6), curve(0.2)], floor: 0.01 }
    const { data } = isotonic.apply(state, classForecasts(1, 4, 1).forecast)
    const expected = [0.5, 0.01, 0.3, 0.2].map(p => p / 1.01)
    expected.forEach((q, c) => {
      expect(data[c]).toBeCloseTo(q, 12)
    })
  })
})
