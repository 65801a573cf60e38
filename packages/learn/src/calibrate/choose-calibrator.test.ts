import { describe, expect, it } from 'vitest'
import { classForecasts, sharpened } from '../../test/class-forecasts.ts'
import { outOfFold } from '../../test/out-of-fold.ts'
import { matrix, takeMatrixRows } from '../matrix.ts'
import { logLoss } from '../metrics/log-loss.ts'
import { chooseCalibrator } from './choose-calibrator.ts'
import { temperature } from './temperature.ts'

const taskOf = (kind: 'binary' | 'multiclass' | 'ordinal', k: number) => ({ kind, classes: Array.from({ length: k }, (_, c) => `c${c}`) })
const inFolds = (n: number, folds = 5) => Int32Array.from({ length: n }, (_, i) => i % folds)

/** Forecasts of one repeat in five folds. */
function forecasts(n: number, task: ReturnType<typeof taskOf>, power: number, seed: number) {
  const { y, forecast } = classForecasts(n, task.classes.length, seed, { truth: sharpened(power) })
  return outOfFold({ task, y, repeats: [{ forecast, fold: inFolds(n) }] })
}

describe('chooseCalibrator', () => {
  it('leaves forecasts alone that keep their word', () => {
    const { chosen, tried } = chooseCalibrator(forecasts(400, taskOf('multiclass', 3), 1, 1))
    expect(chosen).toBeUndefined()
    expect(tried.map(t => t.name)).toEqual(['none', 'temperature', 'vector'])
    expect(Math.min(...tried.map(t => t.worseBy))).toBe(0)
  })

  it('takes temperature where all classes are too sure, the simplest that does', () => {
    const of = forecasts(600, taskOf('multiclass', 3), 0.4, 2)
    const { chosen, tried } = chooseCalibrator(of)
    expect(chosen).toEqual({ kind: 'temperature', state: temperature.fit(of) })
    expect(tried[0].worseBy).toBeGreaterThan(tried[0].standardError)
  })

  it('takes platt where the base rate is off', () => {
    const shifted = classForecasts(1500, 2, 3, { truth: p => Float64Array.of(p[0] / (p[0] + 4 * p[1]), (4 * p[1]) / (p[0] + 4 * p[1])) })
    const of = outOfFold({ task: taskOf('binary', 2), y: shifted.y, repeats: [{ forecast: shifted.forecast, fold: inFolds(1500) }] })
    const { chosen, tried } = chooseCalibrator(of)
    expect(tried.map(t => t.name)).toEqual(['none', 'temperature', 'platt', 'beta', 'vector', 'isotonic'])
    expect(chosen?.kind).toBe('platt')
  })

  it('takes isotonic where the truth is a step', () => {
    const steps = classForecasts(8000, 2, 4, {
      spread: 6,
      truth: p => (p[1] > 0.5 ? Float64Array.of(0.2, 0.8) : Float64Array.of(0.8, 0.2)),
    })
    const of = outOfFold({ task: taskOf('binary', 2), y: steps.y, repeats: [{ forecast: steps.forecast, fold: inFolds(8000) }] })
    expect(chooseCalibrator(of).chosen?.kind).toBe('isotonic')
    expect(chooseCalibrator(of, { among: ['temperature', 'platt'] }).tried.map(t => t.name)).toEqual(['none', 'temperature', 'platt'])
  })

  it('judges each fold by a calibrator of the other folds: the plain loop', () => {
    const of = forecasts(90, taskOf('ordinal', 4), 0.5, 5)
    const [{ forecast, fold }] = of.repeats
    let loss = 0
    for (let f = 0; f < 5; f++) {
      const rows = [...fold.keys()].filter(i => fold[i] === f)
      const rest = [...fold.keys()].filter(i => fold[i] !== f)
      const y = (which: number[]) => which.map(i => of.y[i])
      const state = temperature.fit(outOfFold({ task: of.task, y: y(rest), repeats: [{ forecast: takeMatrixRows(forecast, rest) }] }))
      loss += logLoss(y(rows), temperature.apply(state, takeMatrixRows(forecast, rows))) * (rows.length / 90)
    }
    const { tried } = chooseCalibrator(of)
    expect(tried[0].loss).toBeCloseTo(logLoss(of.y, forecast), 12)
    expect(tried[1].loss).toBeCloseTo(loss, 12)
  })

  it('tries isotonic only where every part without a fold is large enough', () => {
    const names = (n: number) => chooseCalibrator(forecasts(n, taskOf('binary', 2), 1, 7)).tried.map(t => t.name)
    expect(names(1250)).not.toContain('isotonic') // 1,000 in four folds
    expect(names(1255)).toContain('isotonic')
  })

  it('averages repeats, and skips rows that none forecast', () => {
    const of = forecasts(60, taskOf('binary', 2), 0.3, 8)
    const [{ forecast, fold }] = of.repeats
    const twice = outOfFold({ task: of.task, y: of.y, repeats: [of.repeats[0], of.repeats[0]] })
    chooseCalibrator(twice).tried.forEach(({ loss, standardError }, c) => {
      expect(loss).toBeCloseTo(chooseCalibrator(of).tried[c].loss, 12)
      expect(standardError).toBeCloseTo(chooseCalibrator(of).tried[c].standardError, 12)
    })
    const later = fold.map((f, i) => (i < 10 ? -1 : f))
    const part = chooseCalibrator(outOfFold({ task: of.task, y: of.y, repeats: [{ forecast, fold: later }] }))
    expect(part.tried[0].loss).toBeCloseTo(logLoss(of.y.slice(10), takeMatrixRows(forecast, [...fold.keys()].slice(10))), 12)
  })

  it('counts a group once: copies of rows in their groups give no more confidence', () => {
    const of = forecasts(80, taskOf('binary', 2), 0.5, 9)
    const rows = [...of.y.keys()].flatMap(i => [i, i, i])
    const [{ forecast, fold }] = of.repeats
    const copied = outOfFold({
      task: of.task,
      y: rows.map(i => of.y[i]),
      groups: rows,
      repeats: [{ forecast: takeMatrixRows(forecast, rows), fold: rows.map(i => fold[i]) }],
    })
    const [once, thrice] = [of, copied].map(rows => chooseCalibrator(rows, { among: ['temperature'] }).tried)
    once.forEach(({ loss, worseBy, standardError }, c) => {
      expect(thrice[c].loss).toBeCloseTo(loss, 9)
      expect(thrice[c].worseBy).toBeCloseTo(worseBy, 9)
      expect(thrice[c].standardError).toBeCloseTo(standardError, 9)
    })
    expect(Math.max(...once.map(t => t.standardError))).toBeGreaterThan(0.001)
  })

  it('leaves a regression as it is', () => {
    const { forecast, y } = classForecasts(10, 1, 1)
    const { chosen, tried } = chooseCalibrator(outOfFold({ task: { kind: 'regression' }, y, repeats: [{ forecast, fold: inFolds(10) }] }))
    expect(chosen).toBeUndefined()
    expect(tried.map(t => t.name)).toEqual(['none'])
    const nothing = outOfFold({
      task: { kind: 'regression' },
      y,
      repeats: [{ forecast: matrix(10, 1, new Float64Array(10).fill(NaN)), fold: inFolds(10) }],
    })
    expect(() => chooseCalibrator(nothing)).toThrow(expect.objectContaining({ code: 'not_finite' }))
  })

  it('refuses an unknown calibrator, and a single fold', () => {
    const of = forecasts(20, taskOf('binary', 2), 1, 1)
    expect(() => chooseCalibrator(of, { among: ['wishful'] })).toThrow(expect.objectContaining({ code: 'unknown_kind' }))
    const [{ forecast }] = of.repeats
    expect(() => chooseCalibrator(outOfFold({ ...of, repeats: [] }))).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
    expect(() => chooseCalibrator(outOfFold({ ...of, repeats: [{ forecast }] }))).toThrow(expect.objectContaining({ code: 'bad_plan' }))
  })
})
