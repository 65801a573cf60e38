import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classForecasts, sharpened } from '../../test/class-forecasts.ts'
import { outOfFold } from '../../test/out-of-fold.ts'
import { matrix } from '../matrix.ts'
import { crossGuarantee, outOfFoldGuarantee } from './guarantee.ts'
import { measuredCoverage } from './measured-coverage.ts'
import { outOfFoldRegions } from './out-of-fold-regions.ts'
import { type SetMethod, setScores } from './set-scores.ts'
import type { ConformalInterval } from './split-intervals.ts'

const regression = { kind: 'regression' as const }
const ordinal = (k: number) => ({ kind: 'ordinal' as const, classes: Array.from({ length: k }, (_, c) => `c${c}`) })
const inFolds = (n: number, folds: number) => Array.from({ length: n }, (_, i) => i % folds)

/** Values forecast as 0, so that a row's score is its value. */
function ofScores(y: readonly number[], fold: readonly number[]) {
  return outOfFold({ task: regression, y, repeats: [{ forecast: matrix(y.length, 1), fold }] })
}

/** The plain definition: the ⌈(m + 1)(1 − α)⌉-th smallest of the other folds' scores. */
function bounds(scores: readonly number[], fold: readonly number[], alpha: number): number[] {
  return scores.map((_, i) => {
    const others = scores.filter((_, j) => fold[j] !== fold[i]).sort((a, b) => a - b)
    return others[Math.ceil((others.length + 1) * (1 - alpha) - 1e-9) - 1] ?? Infinity
  })
}

describe('outOfFoldRegions', () => {
  it('by hand: the range of a row is as wide as the other fold says', () => {
    const forecasts = outOfFold({
      task: regression,
      y: [1, 5, 10, 20],
      repeats: [{ forecast: matrix(4, 1, [2, 3, 13, 16]), fold: [0, 0, 1, 1] }], // scores 1 2 | 3 4
    })
    expect(outOfFoldRegions(forecasts, { alpha: 0.4 }).regions).toEqual([
      { low: -2, high: 6 },
      { low: -1, high: 7 },
      { low: 11, high: 15 },
      { low: 14, high: 18 },
    ])
    expect(outOfFoldRegions(forecasts, { alpha: 0.3 }).regions).toEqual(new Array(4).fill({ low: null, high: null }))
  })

  it.each<SetMethod>(['lac', 'adaptive', 'contiguous'])('is the plain definition: %s sets', method => {
    const { y, forecast } = classForecasts(60, 4, 1, { truth: sharpened(0.5) })
    const fold = inFolds(60, 3)
    const { regions } = outOfFoldRegions(outOfFold({ task: ordinal(4), y, repeats: [{ forecast, fold }] }), { alpha: 0.2, method })
    const scores = Array.from(y, (_, i) => setScores(method, forecast.data.subarray(4 * i, 4 * i + 4), 0))
    const limits = bounds(
      scores.map((own, i) => own[y[i]]),
      fold,
      0.2,
    )
    expect(regions).toEqual(scores.map((own, i) => [0, 1, 2, 3].filter(c => own[c] <= limits[i])))
  })

  it('takes contiguous sets for ordered classes, else adaptive ones', () => {
    const { y, forecast } = classForecasts(80, 5, 2)
    const sets = (kind: 'ordinal' | 'multiclass', method?: SetMethod) =>
      outOfFoldRegions(outOfFold({ task: { ...ordinal(5), kind }, y, repeats: [{ forecast, fold: inFolds(80, 4) }] }), {
        alpha: 0.2,
        ...(method && { method }),
      }).regions
    expect(sets('ordinal')).toEqual(sets('ordinal', 'contiguous'))
    expect(sets('multiclass')).toEqual(sets('ordinal', 'adaptive'))
    expect(sets('ordinal')).not.toEqual(sets('multiclass'))
  })

  it("is no matter of the row's own outcome, nor of its fold's", () => {
    const y = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    const fold = inFolds(10, 2)
    const at = (values: readonly number[]) => outOfFoldRegions(ofScores(values, fold), { alpha: 0.3 }).regions as ConformalInterval[]
    const changed = at(y.map((v, i) => (fold[i] === 0 ? 100 * v : v)))
    const before = at(y)
    expect(changed.filter((_, i) => fold[i] === 0)).toEqual(before.filter((_, i) => fold[i] === 0))
    expect(changed.filter((_, i) => fold[i] === 1)).not.toEqual(before.filter((_, i) => fold[i] === 1))
  })

  it('covers what is guaranteed on any data, is the plain definition, and nested in α', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat({ max: 3 })), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(rows, drawn => {
        const numbers = [...new Set(drawn.map(([, f]) => f))]
        fc.pre(numbers.length > 1)
        const [y, fold] = [drawn.map(d => d[0]), drawn.map(d => numbers.indexOf(d[1]))]
        let last = new Array(y.length).fill(0)
        for (const alpha of [0.49, 0.3, 0.2, 0.1, 0.02]) {
          const { regions, guarantee } = outOfFoldRegions(ofScores(y, fold), { alpha })
          const highs = (regions as ConformalInterval[]).map(({ high }) => high ?? Infinity)
          expect(highs).toEqual(bounds(y.map(Math.abs), fold, alpha))
          expect(highs.every((high, i) => high >= last[i])).toBe(true)
          expect(measuredCoverage(y, regions, guarantee).share).toBeGreaterThanOrEqual(guarantee.guaranteed - 1e-12)
          last = highs
        }
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('is near 1 − α over all rows by construction, though forecasts be worthless', () => {
    const { y } = classForecasts(600, 4, 3)
    const forecast = classForecasts(600, 4, 4).forecast // of others
    const { regions, guarantee } = outOfFoldRegions(outOfFold({ task: ordinal(4), y, repeats: [{ forecast, fold: inFolds(600, 5) }] }), {
      alpha: 0.2,
      method: 'lac',
    })
    const { share, meanSize } = measuredCoverage(y, regions, guarantee)
    expect(Math.abs(share - 0.8)).toBeLessThan(0.01)
    expect(meanSize).toBeGreaterThan(3)
  })

  it.each([
    { name: 'several repeats', run: () => outOfFoldRegions(several(), { alpha: 0.2 }), code: 'bad_plan' },
    { name: 'rows never tested', run: () => outOfFoldRegions(ofScores([1, 2, 3], [0, 1, -1]), { alpha: 0.2 }), code: 'bad_plan' },
    { name: 'a single fold', run: () => outOfFoldRegions(ofScores([1, 2, 3], [0, 0, 0]), { alpha: 0.2 }), code: 'bad_plan' },
    { name: 'α of a half', run: () => outOfFoldRegions(ofScores([1, 2], [0, 1]), { alpha: 0.5 }), code: 'bad_param' },
    { name: 'a value that is none', run: () => outOfFoldRegions(ofScores([1, NaN], [0, 1]), { alpha: 0.2 }), code: 'not_finite' },
  ])('refuses $name', ({ run, code }) => {
    expect(run).toThrow(expect.objectContaining({ code }))
  })
})

function several() {
  const repeat = { forecast: matrix(2, 1), fold: [0, 1] }
  return outOfFold({ task: regression, y: [1, 2], repeats: [repeat, repeat] })
}

describe('outOfFoldGuarantee', () => {
  it('is that of CV+ where α is not small beside one fold, else what one fold can cost', () => {
    const sizes = new Array(5).fill(29)
    expect(outOfFoldGuarantee(0.2, sizes)).toEqual(crossGuarantee(0.2, 145, 5))
    expect(outOfFoldGuarantee(0.05, sizes).guaranteed).toBeCloseTo(112 / 145, 12) // rank 112 of 116; 1 − 2α less its term is .846
  })

  it('is judged by the largest of unequal folds', () => {
    const fold = Array.from({ length: 40 }, (_, i) => Number(i < 30)) // 10 and 30 rows
    const y = fold.map((f, i) => i + 1000 * f)
    const { regions, guarantee } = outOfFoldRegions(ofScores(y, fold), { alpha: 0.2 })
    expect(measuredCoverage(y, regions, guarantee).share).toBe(10 / 40)
    expect(guarantee.guaranteed).toBeCloseTo(9 / 40, 12)
  })

  it('is reached where one fold alone goes wrong', () => {
    const fold = inFolds(40, 2)
    const y = fold.map((f, i) => i + 1000 * f)
    const { regions, guarantee } = outOfFoldRegions(ofScores(y, fold), { alpha: 0.2 })
    expect(measuredCoverage(y, regions, guarantee).share).toBe(0.5)
    // and by the rows of the other fold that may miss: one whose scores lie above all of the first
    const spread = fold.map((f, i) => (f === 1 ? 1000 + i : i >= 34 ? 2000 + i : i))
    const worst = outOfFoldRegions(ofScores(spread, fold), { alpha: 0.2 })
    expect(measuredCoverage(spread, worst.regions, worst.guarantee).share).toBe(17 / 40)
    expect(guarantee.guaranteed).toBeCloseTo(17 / 40, 12)
  })
})
