import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { classForecasts, sharpened } from '../../test/class-forecasts.ts'
import { unseen } from '../../test/out-of-fold.ts'
import { matrix, takeMatrixRows } from '../matrix.ts'
import { deriveSeed } from '../random.ts'
import type { SetMethod } from './set-scores.ts'
import { type SplitSetOptions, splitSets } from './split-sets.ts'

const methods: SetMethod[] = ['lac', 'adaptive', 'contiguous']
const taskOf = (kind: 'multiclass' | 'ordinal', k: number) => ({ kind, classes: Array.from({ length: k }, (_, c) => `c${c}`) })

/** Calibrates on `n` rows of forecasts that are too sure, and makes the sets of `more` others. */
function sets(n: number, more: number, seed: number, options: SplitSetOptions) {
  const { y, forecast } = classForecasts(n + more, 5, seed, { truth: sharpened(0.5) })
  const rows = [...y.keys()]
  const state = splitSets.fit(unseen(taskOf('ordinal', 5), y.subarray(0, n), takeMatrixRows(forecast, rows.slice(0, n))), options)
  const fresh = takeMatrixRows(forecast, rows.slice(n))
  const own = options.seed === undefined ? {} : { seed: deriveSeed(options.seed, 'fresh') }
  return { truth: y.subarray(n), sets: splitSets.apply(JSON.parse(JSON.stringify(state)), fresh, own), state }
}

/** The share of new rows whose class is in the set, each with a calibration set of its own. */
function coverage(repeats: number, n: number, options: SplitSetOptions): number {
  let covered = 0
  for (let r = 0; r < repeats; r++) {
    const own = options.seed === undefined ? options : { ...options, seed: deriveSeed(options.seed, r) }
    const { truth, sets: found } = sets(n, 1, deriveSeed(7, r), own)
    covered += Number(found[0].includes(truth[0]))
  }
  return covered / repeats
}

describe('splitSets', () => {
  type Golden = { y: number[]; forecast: number[][]; new: number[][]; alphas: number[] } & Record<SetMethod, number[][][]>
  const golden: Golden[] = JSON.parse(readFileSync(new URL('../../golden/conformal/split-sets.json', import.meta.url), 'utf8'))

  it.each(golden.flatMap(of => methods.map(method => ({ method, of }))))('golden %#: $method', ({ method, of }) => {
    const k = of.forecast[0].length
    const given = (rows: number[][]) => matrix(rows.length, k, rows.flat())
    of.alphas.forEach((alpha, a) => {
      const state = splitSets.fit(unseen(taskOf('ordinal', k), of.y, given(of.forecast)), { alpha, method })
      expect(splitSets.apply(state, given(of.new))).toEqual(of[method][a])
    })
  })

  it('by hand: four rows, half may miss', () => {
    const forecast = matrix(4, 3, [0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.125, 0.125, 0.75, 0.75, 0.125, 0.125])
    const of = (method: SetMethod) => splitSets.fit(unseen(taskOf('ordinal', 3), [0, 0, 2, 1], forecast), { alpha: 0.5, method })
    expect(of('lac').quantiles.rest.quantile).toBe(0.75) // .5 .75 .25 .875: the third
    expect(of('adaptive').quantiles.rest.quantile).toBe(0.5) // 0 .5 0 .75
    const fresh = matrix(2, 3, [0.25, 0.5, 0.25, 0.8, 0.1, 0.1])
    expect(splitSets.apply(of('lac'), fresh)).toEqual([[0, 1, 2], [0]])
    expect(splitSets.apply(of('adaptive'), fresh)).toEqual([[0, 1], [0]])
  })

  it('takes contiguous for ordered classes, else adaptive', () => {
    const { y, forecast } = classForecasts(10, 3, 1)
    expect(splitSets.fit(unseen(taskOf('ordinal', 3), y, forecast), { alpha: 0.2 }).method).toBe('contiguous')
    expect(splitSets.fit(unseen(taskOf('multiclass', 3), y, forecast), { alpha: 0.2 }).method).toBe('adaptive')
  })

  it.each(methods)('%s covers at least 1 − α, and lac not much more', method => {
    const [repeats, n, alpha] = [2500, 29, 0.2]
    const share = coverage(repeats, n, { alpha, method })
    const slack = 4 * Math.sqrt(0.16 / repeats)
    expect(share).toBeGreaterThan(1 - alpha - slack)
    if (method === 'lac') expect(share).toBeLessThan(1 - alpha + slack) // 30 · 0.8 is whole: exactly 0.8
  })

  it.each(['adaptive', 'contiguous'] as const)('%s covers exactly when randomised', method => {
    const [repeats, n, alpha] = [2500, 29, 0.2]
    const share = coverage(repeats, n, { alpha, method, seed: 3 })
    expect(Math.abs(share - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / repeats))
  })

  it.each(methods.flatMap(method => [{ method }, { method, seed: 4 }]))(
    'grows and never shrinks as α falls: $method, seed $seed',
    options => {
      const alphas = [0.9, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02]
      const nested = alphas.map(alpha => sets(60, 200, 5, { ...options, alpha }).sets)
      for (let a = 1; a < alphas.length; a++) {
        nested[a - 1].forEach((set, i) => {
          expect(nested[a][i]).toEqual(expect.arrayContaining(set))
        })
      }
      expect(new Set(nested.flat().map(set => set.length)).size).toBeGreaterThan(3)
    },
  )

  it('contiguous sets have no gap, and adaptive and contiguous ones at least a class', () => {
    for (const seed of [undefined, 6]) {
      const options = { alpha: 0.3, method: 'contiguous' as const, ...(seed && { seed }) }
      for (const set of sets(60, 300, 8, options).sets) expect(set).toEqual(set.map((_, j) => set[0] + j))
    }
    for (const method of ['adaptive', 'contiguous'] as const)
      expect(Math.min(...sets(60, 300, 8, { alpha: 0.8, method }).sets.map(set => set.length))).toBe(1)
  })

  it('holds every class where α is below 1 / (n + 1)', () => {
    for (const method of methods) expect(sets(9, 3, 9, { alpha: 0.09, method }).sets).toEqual(new Array(3).fill([0, 1, 2, 3, 4]))
  })

  it('covers each cell by itself', () => {
    const [n, alpha] = [6000, 0.1]
    const make = (seed: number, power: number) => classForecasts(n, 4, seed, { truth: sharpened(power) })
    const parts = [make(1, 1), make(2, 0.2)] // cell 1 is far too sure
    const fit = (cells?: number[]) => {
      const y = parts.flatMap(part => [...part.y.subarray(0, n / 2)])
      const forecast = matrix(
        n,
        4,
        parts.flatMap(part => [...part.forecast.data.subarray(0, 2 * n)]),
      )
      return splitSets.fit(unseen(taskOf('multiclass', 4), y, forecast), { alpha, method: 'lac', ...(cells && { cells }) })
    }
    const covered = (state: ReturnType<typeof fit>, cell: number) => {
      const fresh = matrix(n / 2, 4, parts[cell].forecast.data.subarray(2 * n))
      const found = splitSets.apply(state, fresh, { cells: new Array(n / 2).fill(cell) })
      return found.filter((set, i) => set.includes(parts[cell].y[n / 2 + i])).length / (n / 2)
    }
    const byCell = fit(Array.from({ length: n }, (_, i) => Number(i >= n / 2)))
    for (const cell of [0, 1]) expect(Math.abs(covered(byCell, cell) - 0.9)).toBeLessThan(4 * Math.sqrt((2 * 0.09) / (n / 2)))
    expect(covered(fit(), 1)).toBeLessThan(0.86)
  })

  const { y, forecast } = classForecasts(10, 3, 1)
  const calibration = unseen(taskOf('multiclass', 3), y, forecast)
  it.each([
    { name: 'a regression', run: () => splitSets.fit(unseen({ kind: 'regression' }, y, forecast), { alpha: 0.1 }), code: 'wrong_task' },
    { name: 'contiguous without order', run: () => splitSets.fit(calibration, { alpha: 0.1, method: 'contiguous' }), code: 'wrong_task' },
    { name: 'α of 1', run: () => splitSets.fit(calibration, { alpha: 1 }), code: 'bad_param' },
    {
      name: 'other classes',
      run: () => splitSets.apply(splitSets.fit(calibration, { alpha: 0.1 }), matrix(1, 2, [0.5, 0.5])),
      code: 'shape_mismatch',
    },
    {
      name: 'no probabilities',
      run: () => splitSets.apply(splitSets.fit(calibration, { alpha: 0.1 }), matrix(1, 3, [NaN, 0, 1])),
      code: 'bad_param',
    },
    {
      name: 'no seed for the new rows',
      run: () => splitSets.apply(splitSets.fit(calibration, { alpha: 0.1, seed: 1 }), forecast),
      code: 'bad_param',
    },
  ])('refuses $name', ({ run, code }) => {
    expect(run).toThrow(expect.objectContaining({ code }))
  })
})
