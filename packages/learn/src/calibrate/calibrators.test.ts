import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary, eventForecast, outOfFold } from '../../test/out-of-fold.ts'
import { logit, sigmoid } from '../math/index.ts'
import { matrix } from '../matrix.ts'
import { logLoss } from '../metrics/log-loss.ts'
import { createRandom } from '../random.ts'
import { crossValidate, fixed } from '../resample/cross-validate.ts'
import { planFolds } from '../resample/plan-folds.ts'
import { sample } from '../sample.ts'
import { numericColumn, table } from '../table.ts'
import type { Task } from '../task.ts'
import { calibrators } from './index.ts'
import { platt } from './platt.ts'
import { temperature } from './temperature.ts'

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/metrics/calibrators/${name}.json`, import.meta.url), 'utf8'))

const classesOf = (k: number): Task => ({ kind: 'multiclass', classes: Array.from({ length: k }, (_, c) => `c${c}`) })
const ofEvents = (y: ArrayLike<number>, p: ArrayLike<number>) => outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }] })
const TINY = 1e-15 // a floor that does not count

/** n probabilities and outcomes that keep them. */
function calibrated(n: number, seed: number) {
  const random = createRandom(seed)
  const p = Float64Array.from({ length: n }, () => 0.02 + 0.96 * random.next())
  return { p, y: p.map(q => Number(random.next() < q)) }
}

const drawn = fc
  .array(fc.tuple(fc.nat({ max: 1 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 40 })
  .map(rows => ({ y: rows.map(r => r[0]), p: rows.map(r => r[1]) }))

describe('platt', () => {
  it.each<{ y: number[]; p: number[]; exact: number[]; sklearn: number[] }>(golden('platt'))('golden %#', ({ y, p, exact, sklearn }) => {
    const { slope, intercept } = platt.fit(ofEvents(y, p))
    expect(slope).toBeCloseTo(exact[0], 9)
    expect(intercept).toBeCloseTo(exact[1], 9)
    expect(slope).toBeCloseTo(sklearn[0], 3) // their BFGS stops at a gradient of 1e-5
    expect(intercept).toBeCloseTo(sklearn[1], 3)
  })

  it('finds the line that made the outcomes', () => {
    const { p } = calibrated(20_000, 1)
    const random = createRandom(2)
    const y = p.map(q => Number(random.next() < sigmoid(2 * logit(q) - 1)))
    const { slope, intercept } = platt.fit(ofEvents(y, p))
    expect(Math.abs(slope - 2)).toBeLessThan(0.1)
    expect(Math.abs(intercept + 1)).toBeLessThan(0.1)
  })

  it('is least in its smoothed loss: no slope and intercept near it do better', () => {
    fc.assert(
      fc.property(drawn, ({ y, p }) => {
        const events = y.reduce((a, b) => a + b, 0)
        const target = y.map(v => (v === 1 ? (events + 1) / (events + 2) : 1 / (y.length - events + 2)))
        const loss = (slope: number, intercept: number) => {
          const q = platt.apply({ slope, intercept }, eventForecast(p)).data
          return y.reduce((sum, _, i) => sum - target[i] * Math.log(q[2 * i + 1]) - (1 - target[i]) * Math.log(q[2 * i]), 0)
        }
        const { slope, intercept } = platt.fit(ofEvents(y, p))
        const least = loss(slope, intercept)
        for (const move of [-0.01, 0.01]) {
          expect(loss(slope, intercept + move)).toBeGreaterThan(least)
          if (slope + move >= 0) expect(loss(slope + move, intercept)).toBeGreaterThan(least - 1e-9)
        }
      }),
      { seed: 1 },
    )
  })

  it('never turns an order round: forecasts against the outcome become the base rate', () => {
    const state = platt.fit(ofEvents([1, 1, 0, 0, 0, 0], [0.2, 0.3, 0.6, 0.7, 0.8, 0.7]))
    expect(state.slope).toBe(0)
    expect(platt.apply(state, eventForecast([0.1, 0.9])).data[1]).toBeCloseTo((2 * (3 / 4) + 4 * (1 / 6)) / 6, 12)
  })

  it('gives a learner that knows nothing the base rate, whose out-of-fold forecasts run against the outcome', () => {
    const y = Float64Array.from({ length: 47 }, (_, i) => Number(i % 4 === 0))
    const rows = sample({ table: table([numericColumn('x', y)]), y, task: binary })
    const plan = planFolds({ ...rows, folds: 5, seed: 1 })
    const forecasts = crossValidate(rows, plan, fixed({ steps: [], learner: { kind: 'baseline' } }), { seed: 1 })
    const state = platt.fit(forecasts)
    expect(state.slope).toBe(0)
    expect(sigmoid(state.intercept)).toBeCloseTo(12 / 47, 1)
  })

  it('does not grow surer by repeats', () => {
    const { y, p } = calibrated(30, 4)
    const twice = outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }, { forecast: eventForecast(p) }] })
    expect(platt.fit(twice).slope).toBeCloseTo(platt.fit(ofEvents(y, p)).slope, 9)
  })
})

describe('temperature', () => {
  it.each<{ y: number[]; p: number[][]; temperature: number }>(golden('temperature'))('golden %#', expected => {
    const { y, p } = expected
    const forecast = matrix(y.length, p[0].length, p.flat())
    const state = temperature.fit(outOfFold({ task: classesOf(p[0].length), y, repeats: [{ forecast }] }))
    expect(state.temperature).toBeCloseTo(expected.temperature, 9)
  })

  it('never raises the log loss on the rows of the fit', () => {
    const threes = fc
      .array(fc.tuple(fc.nat({ max: 2 }), fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 9 }))), { minLength: 1 })
      .map(rows => rows.map(([y, parts]) => ({ y, p: parts.map(part => (part + 0.01) / (parts[0] + parts[1] + parts[2] + 0.03)) })))
    fc.assert(
      fc.property(threes, rows => {
        const y = rows.map(r => r.y)
        const forecast = matrix(
          rows.length,
          3,
          rows.flatMap(r => r.p),
        )
        const state = temperature.fit(outOfFold({ task: classesOf(3), y, repeats: [{ forecast }] }))
        expect(logLoss(y, temperature.apply(state, forecast), TINY)).toBeLessThanOrEqual(logLoss(y, forecast, TINY) + 1e-9)
      }),
      { seed: 1 },
    )
  })

  it.each([
    { name: 'uniform forecasts', p: [0.5, 0.5, 0.5], expected: 1 },
    { name: 'always right', p: [0.6, 0.4, 0.7], expected: 0.05 },
    { name: 'always wrong', p: [0.4, 0.6, 0.3], expected: 20 },
  ])('$name: T is $expected', ({ p, expected }) => {
    expect(temperature.fit(ofEvents([1, 0, 1], p)).temperature).toBeCloseTo(expected, 6)
  })
})

describe.each(Object.entries(calibrators))('%s', (kind, calibrator) => {
  it('is filed under its own kind', () => expect(calibrator.kind).toBe(kind))

  const enough = <T>(rows: readonly T[]) =>
    Array.from({ length: Math.max(rows.length, calibrator.fewestRows ?? 0) }, (_, i) => rows[i % rows.length])
  const fitted = (y: readonly number[], p: readonly number[]) => calibrator.fit(ofEvents(enough(y), enough(p)))

  it('leaves well-calibrated forecasts nearly as they are', () => {
    const { y, p } = calibrated(20_000, 3)
    const forecast = eventForecast(p)
    const after = calibrator.apply(calibrator.fit(ofEvents(y, p)), forecast)
    const off = after.data.map((q, i) => Math.abs(q - forecast.data[i]))
    // a free curve errs like n^(−1/3), by (4 p(1 − p) / n)^⅓ · 0.41 = 0.013 on average, and more at its worst
    if (calibrator.fewestRows) expect(off.reduce((sum, d) => sum + d, 0) / off.length).toBeLessThan(0.02)
    else expect(Math.max(...off)).toBeLessThan(0.02)
  })

  it('gives probabilities, also for 0 and 1, and leaves its input alone', () => {
    fc.assert(
      fc.property(drawn, ({ y, p }) => {
        const forecasts = ofEvents(enough(y), enough(p))
        const state = JSON.parse(JSON.stringify(calibrator.fit(forecasts)))
        const given = eventForecast([0, 1, 0.5, ...p])
        const { data, rows } = calibrator.apply(state, given)
        for (let i = 0; i < rows; i++) {
          expect(data[2 * i] + data[2 * i + 1]).toBeCloseTo(1, 12)
          expect(Math.min(data[2 * i], data[2 * i + 1])).toBeGreaterThanOrEqual(0)
        }
        expect(given).toEqual(eventForecast([0, 1, 0.5, ...p]))
        expect(forecasts).toEqual(ofEvents(enough(y), enough(p)))
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('keeps the order of forecasts', () => {
    const state = fitted([0, 1, 0, 1, 1, 0], [0.2, 0.8, 0.6, 0.4, 0.7, 0.1])
    const p = Array.from({ length: 101 }, (_, i) => i / 100)
    const { data } = calibrator.apply(state, eventForecast(p))
    for (let i = 1; i < p.length; i++) {
      if (calibrator.fewestRows)
        expect(data[2 * i + 1]).toBeGreaterThanOrEqual(data[2 * i - 1]) // a free curve has level stretches
      else expect(data[2 * i + 1]).toBeGreaterThan(data[2 * i - 1])
    }
  })

  it('looks only at rows that were forecast', () => {
    const { y, p } = calibrated(1100, 9)
    const fold = Int32Array.from(y, (_, i) => (i < 15 ? -1 : 0))
    const forecast = eventForecast(p.map((q, i) => (i < 15 ? NaN : q)))
    const state = calibrator.fit(outOfFold({ task: binary, y, repeats: [{ forecast, fold }] }))
    expect(state).toEqual(calibrator.fit(ofEvents(y.slice(15), p.slice(15))))
  })

  it.each([
    {
      name: 'a regression',
      of: { task: { kind: 'regression' as const }, y: [1], repeats: [{ forecast: matrix(1, 1) }] },
      code: 'wrong_task',
    },
    {
      name: 'nothing forecast',
      of: { task: binary, y: [1], repeats: [{ forecast: eventForecast([NaN]), fold: [-1] }] },
      code: 'too_few_rows',
    },
    { name: 'no probabilities', of: { task: binary, y: [1], repeats: [{ forecast: eventForecast([NaN]) }] }, code: 'bad_param' },
  ])('refuses: $name', ({ of, code }) => {
    expect(() => calibrator.fit(outOfFold(of))).toThrow(expect.objectContaining({ code }))
  })
})
