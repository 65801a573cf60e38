import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classForecasts, sharpened } from '../../test/class-forecasts.ts'
import { outOfFold } from '../../test/out-of-fold.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { createRandom, deriveSeed } from '../random.ts'
import { crossIntervals } from './cross-intervals.ts'
import { crossSets } from './cross-sets.ts'
import { crossGuarantee } from './guarantee.ts'
import type { SetMethod } from './set-scores.ts'

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/conformal/${name}.json`, import.meta.url), 'utf8'))
const regression = { kind: 'regression' as const }
const column = (values: ArrayLike<number>) => matrix(values.length, 1, values)
const ordinal = (k: number) => ({ kind: 'ordinal' as const, classes: Array.from({ length: k }, (_, c) => `c${c}`) })
const inFolds = (n: number, folds: number) => Int32Array.from({ length: n }, (_, i) => i % folds)

describe('crossGuarantee', () => {
  it('is 1 − 2α less the published term, which vanishes for one row in each fold', () => {
    const { aim, guaranteed, finiteSample } = crossGuarantee(0.1, 100, 10)
    expect(aim).toBe(0.9)
    expect(finiteSample).toBeCloseTo(Math.min((2 * 0.9) / 11, 0.9 / 11), 12)
    expect(guaranteed).toBeCloseTo(0.8 - 0.9 / 11, 12)
    expect(crossGuarantee(0.1, 40, 40)).toEqual({ aim: 0.9, guaranteed: 0.8, finiteSample: 0 })
    for (const [n, k] of [
      [20, 2],
      [145, 5],
      [1000, 10],
      [1000, 300],
    ])
      expect(crossGuarantee(0.1, n, k).finiteSample).toBeLessThan(Math.sqrt(2 / n))
    expect(crossGuarantee(0.49, 4, 2).guaranteed).toBe(0)
  })
})

describe('crossIntervals', () => {
  type Golden = { y: number[]; forecast: number[]; fold: number[]; new: number[][]; alphas: number[]; ranges: number[][][] }

  it.each<Golden>(golden('cross-intervals'))('golden %#: MAPIE', ({ y, forecast, fold, new: rows, alphas, ranges }) => {
    alphas.forEach((alpha, a) => {
      const state = crossIntervals.fit(outOfFold({ task: regression, y, repeats: [{ forecast: column(forecast), fold }] }), { alpha })
      const got = crossIntervals.apply(JSON.parse(JSON.stringify(state)), rows.map(column))
      got.forEach(({ low, high }, i) => {
        // MAPIE writes ±∞ where too few rows bound anything
        if (low === null) expect(alpha * (y.length + 1)).toBeLessThan(1)
        else expect(low).toBeCloseTo(ranges[a][i][0], 9)
        if (high !== null) expect(high).toBeCloseTo(ranges[a][i][1], 9)
      })
    })
  })

  it('by hand: jackknife+ of three rows', () => {
    const forecasts = outOfFold({ task: regression, y: [1, 5, 9], repeats: [{ forecast: column([2, 3, 5]), fold: [0, 1, 2] }] })
    const state = crossIntervals.fit(forecasts, { alpha: 0.25 })
    expect(state.residuals).toEqual([[1], [2], [4]])
    // f − R: 9, 9, 8 and f + R: 11, 13, 16; α(n + 1) = 1: the least and the third
    expect(crossIntervals.apply(state, [column([10]), column([11]), column([12])])).toEqual([{ low: 8, high: 16 }])
    expect(crossIntervals.apply({ ...state, alpha: 0.24 }, [column([10]), column([11]), column([12])])).toEqual([{ low: null, high: null }])
  })

  it('is ordered, nested in α, and the plain definition', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 4, maxLength: 30 })
    fc.assert(
      fc.property(rows, fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), (drawn, of) => {
        const [y, p] = [drawn.map(d => d[0]), drawn.map(d => d[1])]
        const fold = inFolds(y.length, 2)
        const at = (alpha: number) => {
          const forecasts = outOfFold({ task: regression, y, repeats: [{ forecast: column(p), fold }] })
          return crossIntervals.apply(
            crossIntervals.fit(forecasts, { alpha }),
            of.map(f => column([f])),
          )[0]
        }
        const highs = y.map((v, i) => of[i % 2] + Math.abs(v - p[i])).sort((a, b) => a - b)
        const lows = y.map((v, i) => of[i % 2] - Math.abs(v - p[i])).sort((a, b) => b - a)
        let last = { low: Infinity, high: -Infinity }
        for (const percent of [48, 30, 20, 10, 2]) {
          const { low, high } = at(percent / 100)
          const rank = Math.ceil(((y.length + 1) * (100 - percent)) / 100)
          expect([low, high]).toEqual(rank > y.length ? [null, null] : [lows[rank - 1], highs[rank - 1]])
          const [from, to] = [low ?? -Infinity, high ?? Infinity]
          expect(from).toBeLessThanOrEqual(to)
          expect(from).toBeLessThanOrEqual(last.low)
          expect(to).toBeGreaterThanOrEqual(last.high)
          last = { low: from, high: to }
        }
      }),
      { seed: 1 },
    )
  })

  it('covers at least what is guaranteed, and near 1 − α, on few rows and a model that follows them', () => {
    const [repeats, n, folds, alpha] = [3000, 20, 5, 0.2]
    const fold = inFolds(n, folds)
    let covered = 0
    for (let r = 0; r < repeats; r++) {
      const random = createRandom(deriveSeed(3, r))
      const y = Float64Array.from({ length: n + 1 }, () => random.next() * random.next())
      const means = Array.from({ length: folds }, (_, k) => {
        const rest = y.subarray(0, n).filter((_, i) => fold[i] !== k)
        return rest.reduce((a, b) => a + b, 0) / rest.length
      })
      const forecast = column(Array.from(fold, k => means[k]))
      const forecasts = outOfFold({ task: regression, y: y.subarray(0, n), repeats: [{ forecast, fold }] })
      const [{ low, high }] = crossIntervals.apply(
        crossIntervals.fit(forecasts, { alpha }),
        means.map(m => column([m])),
      )
      covered += Number(low! <= y[n] && y[n] <= high!) / repeats
    }
    const noise = 4 * Math.sqrt(0.16 / repeats)
    expect(covered).toBeGreaterThan(crossGuarantee(alpha, n, folds).guaranteed)
    expect(Math.abs(covered - 17 / 21)).toBeLessThan(noise + 0.02)
  })
})

describe('crossSets', () => {
  type Golden = {
    y: number[]
    forecast: number[][]
    fold: number[]
    new: number[][][]
    alphas: number[]
    adaptive: number[][][]
    contiguous: number[][][]
  }
  const crossed = (golden('cross-sets') as Golden[]).flatMap(of => (['adaptive', 'contiguous'] as const).map(method => ({ method, of })))
  const given = (rows: readonly number[][]) => matrix(rows.length, rows[0].length, rows.flat())

  it.each(crossed)('golden %#: $method', ({ method, of }) => {
    of.alphas.forEach((alpha, a) => {
      const task = ordinal(of.forecast[0].length)
      const forecasts = outOfFold({ task, y: of.y, repeats: [{ forecast: given(of.forecast), fold: of.fold }] })
      expect(crossSets.apply(crossSets.fit(forecasts, { alpha, method }), of.new.map(given))).toEqual(of[method][a])
    })
  })

  /** Out-of-fold forecasts, and what three models say of other rows. */
  function few(n: number, more: number, seed: number) {
    const { y, forecast } = classForecasts(n, 4, seed, { truth: sharpened(0.6) })
    const fold = inFolds(n, 3)
    const fresh: Matrix[] = [1, 2, 3].map(model => classForecasts(more, 4, deriveSeed(seed, 'fresh', model)).forecast)
    return { forecasts: outOfFold({ task: ordinal(4), y, repeats: [{ forecast, fold }] }), y, forecast, fold, fresh }
  }

  it('lac: the plain definition', () => {
    const { forecasts, y, forecast, fold, fresh } = few(40, 30, 1)
    const state = crossSets.fit(forecasts, { alpha: 0.2, method: 'lac' })
    const own = [...y.keys()].map(i => 1 - forecast.data[4 * i + y[i]])
    const expected = Array.from({ length: 30 }, (_, row) =>
      [0, 1, 2, 3].filter(c => own.filter((e, i) => e < 1 - fresh[fold[i]].data[4 * row + c]).length < 0.8 * 41),
    )
    expect(crossSets.apply(JSON.parse(JSON.stringify(state)), fresh)).toEqual(expected)
  })

  it.each([
    { method: 'adaptive' },
    { method: 'contiguous' },
    { method: 'lac' },
    { method: 'adaptive', seed: 2 },
    { method: 'contiguous', seed: 2 },
  ] as {
    method: SetMethod
    seed?: number
  }[])('is nested in α, and full where α is below 1 / (n + 1): $method, seed $seed', options => {
    const { forecasts, fresh } = few(49, 100, 2)
    const alphas = [0.49, 0.3, 0.2, 0.1, 0.019]
    const own = options.seed === undefined ? {} : { seed: 9 }
    const nested = alphas.map(alpha => crossSets.apply(crossSets.fit(forecasts, { ...options, alpha }), fresh, own))
    for (let a = 1; a < alphas.length; a++)
      nested[a - 1].forEach((set, i) => {
        expect(nested[a][i]).toEqual(expect.arrayContaining(set))
        if (options.method === 'contiguous') expect(set).toEqual(set.map((_, j) => set[0] + j))
      })
    expect(nested[4]).toEqual(new Array(100).fill([0, 1, 2, 3]))
  })

  it.each([
    { method: 'contiguous' as const, seed: undefined },
    { method: 'contiguous' as const, seed: 5 },
    { method: 'adaptive' as const, seed: 6 },
  ])('covers at least what is guaranteed, on models that follow their rows: $method, seed $seed', ({ method, seed }) => {
    const [repeats, n, folds, alpha] = [1500, 24, 4, 0.2]
    const fold = inFolds(n, folds)
    let covered = 0
    for (let r = 0; r < repeats; r++) {
      const random = createRandom(deriveSeed(4, r))
      const y = Float64Array.from({ length: n + 1 }, () => Math.floor(5 * random.next() * random.next()))
      const rates = Array.from({ length: folds }, (_, k) => {
        const rest = y.subarray(0, n).filter((_, i) => fold[i] !== k)
        return Array.from({ length: 5 }, (_, c) => (rest.filter(v => v === c).length + 0.2 + 0.01 * c) / (rest.length + 1.1))
      })
      const forecasts = outOfFold({
        task: ordinal(5),
        y: y.subarray(0, n),
        repeats: [{ forecast: given(Array.from(fold, k => rates[k])), fold }],
      })
      const own = seed === undefined ? {} : { seed: deriveSeed(seed, r) }
      const state = crossSets.fit(forecasts, { alpha, method, ...own })
      const [set] = crossSets.apply(
        state,
        rates.map(p => given([p])),
        own,
      )
      covered += Number(set.includes(y[n])) / repeats
    }
    expect(covered).toBeGreaterThan(crossGuarantee(alpha, n, folds).guaranteed)
    expect(covered).toBeGreaterThan(1 - alpha - 0.03)
  })
})

describe('CV+ refuses', () => {
  const forecast = column([1, 2, 3, 4])
  const of = (folds: readonly number[][], more: object = {}) =>
    outOfFold({ task: regression, y: [1, 2, 3, 4], repeats: folds.map(fold => ({ forecast, fold })), ...more })
  const state = crossIntervals.fit(of([[0, 0, 1, 1]]), { alpha: 0.2 })

  it.each([
    {
      name: 'several repeats',
      run: () =>
        crossIntervals.fit(
          of([
            [0, 0, 1, 1],
            [0, 1, 0, 1],
          ]),
          { alpha: 0.2 },
        ),
      code: 'bad_plan',
    },
    { name: 'rows never tested', run: () => crossIntervals.fit(of([[0, 0, 1, -1]]), { alpha: 0.2 }), code: 'bad_plan' },
    { name: 'a single fold', run: () => crossSets.fit(of([[0, 0, 0, 0]], { task: ordinal(1) }), { alpha: 0.2 }), code: 'bad_plan' },
    { name: 'α of a half', run: () => crossIntervals.fit(of([[0, 0, 1, 1]]), { alpha: 0.5 }), code: 'bad_param' },
    {
      name: 'classes where values are meant',
      run: () => crossIntervals.fit(of([[0, 0, 1, 1]], { task: ordinal(2) }), { alpha: 0.2 }),
      code: 'wrong_task',
    },
    { name: 'values where classes are meant', run: () => crossSets.fit(of([[0, 0, 1, 1]]), { alpha: 0.2 }), code: 'wrong_task' },
    { name: 'too few models', run: () => crossIntervals.apply(state, [forecast]), code: 'shape_mismatch' },
    { name: 'models of other rows', run: () => crossIntervals.apply(state, [forecast, column([1])]), code: 'shape_mismatch' },
    { name: 'a model without an answer', run: () => crossIntervals.apply(state, [column([1]), column([NaN])]), code: 'not_finite' },
  ])('$name', ({ run, code }) => {
    expect(run).toThrow(expect.objectContaining({ code }))
  })
})
