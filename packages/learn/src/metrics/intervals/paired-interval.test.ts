import { describe, expect, it } from 'vitest'
import { outOfFold } from '../../../test/out-of-fold.ts'
import { studentTCdf } from '../../math/student-t.ts'
import { matrix } from '../../matrix.ts'
import { createRandom } from '../../random.ts'
import { crossValidate, fixed } from '../../resample/cross-validate.ts'
import { planFolds } from '../../resample/plan-folds.ts'
import { sample } from '../../sample.ts'
import { categoricalColumn, table } from '../../table.ts'
import { pairedBootstrapInterval } from './paired-bootstrap-interval.ts'
import { pairedInterval } from './paired-interval.ts'

const regression = { kind: 'regression' as const }
const y = [0, 0, 0, 0, 0, 0]
const fold = [0, 1, 2, 0, 1, 2]
/** Forecasts whose squared errors are the given losses. */
const withLosses = (...losses: number[][]) =>
  outOfFold({ task: regression, y, repeats: losses.map(loss => ({ forecast: matrix(6, 1, loss.map(Math.sqrt)), fold })) })

describe('pairedInterval', () => {
  it('is the corrected t of the fold differences, by hand', () => {
    const a = withLosses([1, 2, 3, 1, 2, 3])
    const b = withLosses([2, 4, 9, 2, 4, 9])
    const result = pairedInterval(a, b, { level: 0.9 })
    // differences −1, −2, −6: mean −3, s² 7; factor 1/3 + 2/4
    const t = -3 / Math.sqrt((1 / 3 + 2 / 4) * 7)
    expect(result).toMatchObject({ degreesOfFreedom: 2, n: 6, level: 0.9 })
    expect(result.difference).toBeCloseTo(-3, 12)
    expect(result.t).toBeCloseTo(t, 12)
    expect(result.p).toBeCloseTo(studentTCdf(t, 2), 12)
    expect(result.high).toBeCloseTo(-3 + 2.919985580355516 * Math.sqrt((1 / 3 + 2 / 4) * 7), 9) // t(.95, 2) from tables
    expect(result.low + result.high).toBeCloseTo(-6, 10)
  })

  it('counts repeats as further folds, each trained on as much', () => {
    const a = withLosses([1, 2, 3, 1, 2, 3], [2, 2, 2, 2, 2, 2])
    const b = withLosses([2, 4, 9, 2, 4, 9], [3, 3, 3, 3, 3, 3])
    const { t, degreesOfFreedom } = pairedInterval(a, b) // differences −1, −2, −6, −1, −1, −1: mean −2, s² 4
    expect(degreesOfFreedom).toBe(5)
    expect(t).toBeCloseTo(-2 / Math.sqrt((1 / 6 + 2 / 4) * 4), 12)
  })

  it('turns round when the sides change places', () => {
    const a = withLosses([1, 2, 3, 4, 5, 6])
    const b = withLosses([3, 2, 3, 2, 3, 2])
    const [ab, ba] = [pairedInterval(a, b), pairedInterval(b, a)]
    expect(ab.difference).toBeCloseTo(-ba.difference, 12)
    expect(ab.low).toBeCloseTo(-ba.high, 12)
    expect(ab.p).toBeCloseTo(1 - ba.p, 12)
  })

  it('of a side with itself is nothing', () => {
    const a = withLosses([1, 2, 3, 1, 2, 3])
    expect(pairedInterval(a, a)).toMatchObject({ difference: 0, low: 0, high: 0, t: 0, p: 0.5 })
  })

  it('finds a recipe that knows more better, on one plan of folds', () => {
    const truth = Float64Array.from({ length: 90 }, (_, i) => Number(i % 3 === 0))
    const codes = Array.from(truth, (value, i) => (i % 10 === 0 ? 1 - value : value))
    const rows = sample({
      table: table([categoricalColumn('seen', codes, ['a', 'b'])]),
      y: truth,
      task: { kind: 'binary', classes: ['no', 'yes'] },
    })
    const plan = planFolds({ ...rows, folds: 5, repeats: 2, seed: 1 })
    const run = (params: Record<string, unknown>) =>
      crossValidate(rows, plan, fixed({ steps: [], learner: { kind: 'baseline', params } }), { seed: 1 })
    const result = pairedInterval(run({ by: 'seen' }), run({}))
    expect(result.high).toBeLessThan(0)
    expect(result.p).toBeLessThan(0.01)
    expect(result.degreesOfFreedom).toBe(9)
  })

  it('refuses other rows, other folds and single splits', () => {
    const a = withLosses([1, 2, 3, 1, 2, 3])
    const moved = outOfFold({ task: regression, y, repeats: [{ forecast: matrix(6, 1), fold: [0, 2, 1, 0, 1, 2] }] })
    const split = outOfFold({ task: regression, y, repeats: [{ forecast: matrix(6, 1), fold: [-1, -1, -1, 0, 0, 0] }] })
    const holed = withLosses([NaN, 2, 3, 1, 2, 3])
    const code = (expected: string) => expect.objectContaining({ code: expected })
    expect(() => pairedInterval(a, moved)).toThrow(code('bad_plan'))
    expect(() => pairedInterval(a, withLosses([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1]))).toThrow(code('bad_plan'))
    expect(() => pairedInterval(split, split)).toThrow(code('bad_plan'))
    expect(() => pairedInterval(a, holed)).toThrow(code('not_finite'))
  })
})

describe('pairedBootstrapInterval', () => {
  const random = createRandom(5)
  const n = 120
  const noise = Float64Array.from({ length: n }, () => random.next())
  const later = Int32Array.from({ length: n }, (_, i) => (i < 20 ? -1 : 0))
  const side = (loss: (i: number) => number, groups?: number[]) =>
    outOfFold({
      task: regression,
      y: new Float64Array(n),
      ...(groups && { groups }),
      repeats: [
        {
          forecast: matrix(
            n,
            1,
            Array.from({ length: n }, (_, i) => (i < 20 ? NaN : Math.sqrt(loss(i)))),
          ),
          fold: later,
        },
      ],
    })

  it('has the standard error of the mean difference, over the rows forecast', () => {
    const result = pairedBootstrapInterval(
      side(i => 1 + noise[i]),
      side(() => 1),
      { seed: 1, resamples: 4000 },
    )
    const tested = noise.slice(20)
    const mean = tested.reduce((a, b) => a + b) / 100
    const sd = Math.sqrt(tested.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 100)
    expect(result.n).toBe(100)
    expect(result.high - result.difference).toBeCloseTo(result.difference - result.low, 1)
    expect(result.low).toBeLessThan(mean - 1.7 * (sd / 10))
    expect(result.high).toBeGreaterThan(mean + 1.7 * (sd / 10))
    expect(result.difference).toBeCloseTo(mean, 12)
    expect((result.high - result.low) / (2 * 1.96 * (sd / 10))).toBeGreaterThan(0.92)
    expect((result.high - result.low) / (2 * 1.96 * (sd / 10))).toBeLessThan(1.08)
  })

  it('gives a small p to a side that is better, a large one to a worse, never 0', () => {
    const worse = side(i => 1 + noise[i])
    const better = side(() => 1)
    expect(pairedBootstrapInterval(better, worse, { seed: 1, resamples: 99 }).p).toBe(0.01)
    expect(pairedBootstrapInterval(worse, better, { seed: 1, resamples: 99 }).p).toBe(1)
    expect(pairedBootstrapInterval(better, better, { seed: 1, resamples: 99 })).toMatchObject({ difference: 0, low: 0, high: 0, p: 1 })
  })

  it('draws whole groups', () => {
    const fours = Array.from({ length: n }, (_, i) => i >> 2)
    const byGroup = (i: number) => 1 + noise[i >> 2] // four rows of a group lose alike
    const width = (groups?: number[]) => {
      const { low, high } = pairedBootstrapInterval(
        side(byGroup, groups),
        side(() => 1, groups),
        { seed: 1 },
      )
      return high - low
    }
    expect(width(fours) / width()).toBeGreaterThan(1.6)
  })
})
