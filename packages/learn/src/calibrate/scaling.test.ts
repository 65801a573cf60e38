import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classForecasts } from '../../test/class-forecasts.ts'
import { binary, eventForecast, outOfFold } from '../../test/out-of-fold.ts'
import { matrix } from '../matrix.ts'
import { logLoss } from '../metrics/log-loss.ts'
import type { Task } from '../task.ts'
import { beta } from './beta.ts'
import { clampedLogs } from './clamped.ts'
import { fitScaling } from './fit-scaling.ts'
import { vector } from './vector.ts'

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/calibrate/${name}.json`, import.meta.url), 'utf8'))
const classesOf = (k: number): Task => ({ kind: 'multiclass', classes: Array.from({ length: k }, (_, c) => `c${c}`) })
const TINY = 1e-15

const drawn = fc
  .array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 30 })
  .map(rows => ({
    y: rows.map(([y]) => y),
    forecast: matrix(
      rows.length,
      3,
      rows.flatMap(([, ...parts]) => parts.map(part => (part + 0.01) / (parts[0] + parts[1] + parts[2] + 0.03))),
    ),
  }))

describe('vector', () => {
  it.each<{ y: number[]; p: number[][]; weights: number[]; bias: number[] }>(golden('vector'))('golden %#: scipy’s optimum', expected => {
    const { y, p } = expected
    const forecast = matrix(y.length, p[0].length, p.flat())
    const { weights, bias } = vector.fit(outOfFold({ task: classesOf(p[0].length), y, repeats: [{ forecast }] }))
    weights.forEach((w, c) => {
      expect(w).toBeCloseTo(expected.weights[c], 8)
      expect(bias[c]).toBeCloseTo(expected.bias[c], 8)
    })
  })

  it('never raises the log loss on the rows of the fit, is least near its optimum, and its shifts sum to 0', () => {
    fc.assert(
      fc.property(drawn, ({ y, forecast }) => {
        const state = vector.fit(outOfFold({ task: classesOf(3), y, repeats: [{ forecast }] }))
        expect(logLoss(y, vector.apply(state, forecast), TINY)).toBeLessThanOrEqual(logLoss(y, forecast, TINY) + 1e-12)
        expect(state.bias.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12)
        const objective = ({ weights, bias }: typeof state) =>
          y.length * logLoss(y, vector.apply({ weights, bias }, forecast), 1e-300) +
          0.5 * weights.reduce((sum, w) => sum + (w - 1) * (w - 1), 0) +
          0.5 * bias.reduce((sum, b) => sum + b * b, 0)
        const least = objective(state)
        for (const move of [-0.01, 0.01]) {
          for (let c = 0; c < 3; c++) {
            const moved = (values: readonly number[]) => values.map((v, d) => (d === c ? v + move : v))
            expect(objective({ ...state, bias: moved(state.bias) })).toBeGreaterThan(least)
            if (state.weights[c] + move >= 0) expect(objective({ ...state, weights: moved(state.weights) })).toBeGreaterThan(least)
          }
        }
      }),
      { seed: 1 },
    )
  })

  it('finds the weights and shifts that made the outcomes', () => {
    const [w, b] = [
      [0.5, 1, 1.5],
      [0.4, 0, -0.4],
    ]
    const { y, forecast } = classForecasts(20_000, 3, 5, { truth: p => vector.apply({ weights: w, bias: b }, matrix(1, 3, p)).data })
    const { weights, bias } = vector.fit(outOfFold({ task: classesOf(3), y, repeats: [{ forecast }] }))
    weights.forEach((value, c) => {
      expect(Math.abs(value - w[c])).toBeLessThan(0.1)
      expect(Math.abs(bias[c] - b[c])).toBeLessThan(0.1)
    })
  })

  it('never turns the forecasts of a class round: those against the outcome weigh nothing', () => {
    const { y, forecast } = classForecasts(300, 3, 6, { truth: p => p.map(q => (1 - q) / 2) })
    const { weights } = vector.fit(outOfFold({ task: classesOf(3), y, repeats: [{ forecast }] }))
    expect(weights).toEqual([0, 0, 0])
  })

  it('does not grow surer by repeats, and is finite where forecasts are certain and right', () => {
    const { y, forecast } = classForecasts(30, 3, 7)
    const state = (repeats: { forecast: typeof forecast }[]) => vector.fit(outOfFold({ task: classesOf(3), y, repeats }))
    state([{ forecast }, { forecast }]).weights.forEach((w, c) => {
      expect(w).toBeCloseTo(state([{ forecast }]).weights[c], 9)
    })
    const certain = matrix(3, 3, [1, 0, 0, 0, 1, 0, 0, 0, 1])
    const sure = vector.fit(outOfFold({ task: classesOf(3), y: [0, 1, 2], repeats: [{ forecast: certain }] }))
    expect([...sure.weights, ...sure.bias].every(Number.isFinite)).toBe(true)
  })
})

describe('beta', () => {
  const cases: { y: number[]; p: number[]; ridge: number[]; betacal: number[] }[] = golden('beta')

  it.each(cases)('golden %#: scipy’s optimum', ({ y, p, ridge }) => {
    const { a, b, c } = beta.fit(outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }] }))
    expect(a).toBeCloseTo(ridge[0], 8)
    expect(b).toBeCloseTo(ridge[1], 8)
    expect(c).toBeCloseTo(ridge[2], 8)
  })

  it.each(cases)('golden %#: betacal, when the ridge is taken away', ({ y, p, betacal }) => {
    const forecast = eventForecast(p)
    const { weights, bias } = fitScaling(Float64Array.from(y), clampedLogs(forecast), y.length, 1e-9)
    const { data } = beta.apply({ a: weights[1], b: weights[0], c: bias[1] - bias[0] }, forecast)
    betacal.forEach((q, i) => {
      expect(data[2 * i + 1]).toBeCloseTo(q, 2) // their solver stops at a gradient of 1e-4
    })
  })

  it('is vector scaling of two classes', () => {
    const { y, forecast } = classForecasts(200, 2, 8)
    const of = outOfFold({ task: binary, y, repeats: [{ forecast }] })
    const other = vector.apply(vector.fit(of), forecast).data
    beta.apply(beta.fit(of), forecast).data.forEach((q, i) => {
      expect(q).toBeCloseTo(other[i], 12)
    })
  })

  it('never raises the log loss on the rows of the fit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 1 }), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 40 }), rows => {
        const y = rows.map(r => r[0])
        const forecast = eventForecast(rows.map(r => r[1] / 100))
        const state = beta.fit(outOfFold({ task: binary, y, repeats: [{ forecast }] }))
        expect(logLoss(y, beta.apply(state, forecast), TINY)).toBeLessThanOrEqual(logLoss(y, forecast, TINY) + 1e-12)
        expect(Math.min(state.a, state.b)).toBeGreaterThanOrEqual(0)
      }),
      { seed: 1 },
    )
  })

  it('refuses more than two classes', () => {
    const { y, forecast } = classForecasts(20, 3, 9)
    expect(() => beta.fit(outOfFold({ task: classesOf(3), y, repeats: [{ forecast }] }))).toThrow(
      expect.objectContaining({ code: 'wrong_task' }),
    )
  })
})
