import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unseen } from '../../test/out-of-fold.ts'
import { matrix } from '../matrix.ts'
import { createRandom, deriveSeed, type Random } from '../random.ts'
import { splitIntervals } from './split-intervals.ts'

const regression = { kind: 'regression' as const }
const column = (values: ArrayLike<number>) => matrix(values.length, 1, values)
const zeros = (n: number) => column(new Float64Array(n))
/** About normal, with a scale. */
const noise = (random: Random, scale = 1) => scale * (random.next() + random.next() + random.next() - 1.5)

describe('splitIntervals', () => {
  const golden: { y: number[]; forecast: number[]; new: number[]; alphas: number[]; ranges: number[][][] }[] = JSON.parse(
    readFileSync(new URL('../../golden/conformal/split-intervals.json', import.meta.url), 'utf8'),
  )

  it.each(golden)('golden %#: MAPIE', ({ y, forecast, new: rows, alphas, ranges }) => {
    alphas.forEach((alpha, a) => {
      const state = splitIntervals.fit(unseen(regression, y, column(forecast)), { alpha })
      splitIntervals.apply(state, column(rows)).forEach(({ low, high }, i) => {
        expect(low).toBeCloseTo(ranges[a][i][0], 12)
        expect(high).toBeCloseTo(ranges[a][i][1], 12)
      })
    })
  })

  it('by hand: nine residuals', () => {
    const y = [1, -2, 3, -4, 5, -6, 7, -8, 9]
    const at = (alpha: number) => splitIntervals.apply(splitIntervals.fit(unseen(regression, y, zeros(9)), { alpha }), column([10]))
    expect(at(0.1)).toEqual([{ low: 1, high: 19 }])
    expect(at(0.25)).toEqual([{ low: 2, high: 18 }]) // ⌈10 · 0.75⌉ = 8
    expect(at(0.09)).toEqual([{ low: null, high: null }])
  })

  it('is wider where the scale is larger', () => {
    const state = splitIntervals.fit(unseen(regression, [2, -6, 4], zeros(3)), { alpha: 0.25, scale: [1, 2, 4] })
    expect(splitIntervals.apply(JSON.parse(JSON.stringify(state)), column([0, 10]), { scale: [1, 5] })).toEqual([
      { low: -3, high: 3 },
      { low: -5, high: 25 },
    ])
  })

  it('covers a new row with the probability ⌈(n + 1)(1 − α)⌉ / (n + 1), over many calibration sets', () => {
    const [repeats, n, alpha] = [8000, 24, 0.1]
    let covered = 0
    for (let r = 0; r < repeats; r++) {
      const random = createRandom(deriveSeed(1, r))
      const y = Float64Array.from({ length: n + 1 }, () => noise(random))
      const [{ low, high }] = splitIntervals.apply(splitIntervals.fit(unseen(regression, y.subarray(0, n), zeros(n)), { alpha }), zeros(1))
      covered += Number(low! <= y[n] && y[n] <= high!)
    }
    const exact = 23 / 25
    expect(Math.abs(covered / repeats - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / repeats))
  })

  it('covers each cell by itself, which one quantile for all does not', () => {
    const [repeats, each, alpha] = [2000, 60, 0.1]
    const covered = { cells: [0, 0], one: [0, 0] }
    for (let r = 0; r < repeats; r++) {
      const random = createRandom(deriveSeed(2, r))
      const cells = Array.from({ length: 2 * each }, (_, i) => i % 2)
      const calibration = unseen(
        regression,
        cells.map(cell => noise(random, 1 + 4 * cell)),
        zeros(2 * each),
      )
      const truth = [noise(random), noise(random, 5)]
      const byCell = splitIntervals.apply(splitIntervals.fit(calibration, { alpha, cells }), zeros(2), { cells: [0, 1] })
      const byAll = splitIntervals.apply(splitIntervals.fit(calibration, { alpha }), zeros(2))
      truth.forEach((y, c) => {
        covered.cells[c] += Number(Math.abs(y) <= byCell[c].high!) / repeats
        covered.one[c] += Number(Math.abs(y) <= byAll[c].high!) / repeats
      })
    }
    const exact = 55 / 61 // ⌈61 · 0.9⌉ of 61
    for (const share of covered.cells) expect(Math.abs(share - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / repeats))
    expect(covered.one[0]).toBeGreaterThan(0.98)
    expect(covered.one[1]).toBeLessThan(0.85)
  })

  it.each([
    {
      name: 'classes',
      run: () => splitIntervals.fit(unseen({ kind: 'binary', classes: ['n', 'y'] }, [0], zeros(1)), { alpha: 0.1 }),
      code: 'wrong_task',
    },
    { name: 'other rows', run: () => splitIntervals.fit(unseen(regression, [0, 1], zeros(1)), { alpha: 0.1 }), code: 'shape_mismatch' },
    { name: 'α of 0', run: () => splitIntervals.fit(unseen(regression, [0], zeros(1)), { alpha: 0 }), code: 'bad_param' },
    {
      name: 'a scale of 0',
      run: () => splitIntervals.fit(unseen(regression, [0], zeros(1)), { alpha: 0.1, scale: [0] }),
      code: 'bad_param',
    },
    { name: 'no forecast', run: () => splitIntervals.fit(unseen(regression, [0], column([NaN])), { alpha: 0.1 }), code: 'not_finite' },
    {
      name: 'a scale forgotten',
      run: () => splitIntervals.apply(splitIntervals.fit(unseen(regression, [0], zeros(1)), { alpha: 0.1, scale: [1] }), zeros(1)),
      code: 'bad_param',
    },
    {
      name: 'a new row without a forecast',
      run: () => splitIntervals.apply(splitIntervals.fit(unseen(regression, [0], zeros(1)), { alpha: 0.1 }), column([NaN])),
      code: 'not_finite',
    },
  ])('refuses $name', ({ run, code }) => {
    expect(run).toThrow(expect.objectContaining({ code }))
  })
})
