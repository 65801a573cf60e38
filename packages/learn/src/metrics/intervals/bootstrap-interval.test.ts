import { describe, expect, it } from 'vitest'
import { binary, eventForecast, outOfFold } from '../../../test/out-of-fold.ts'
import { matrix } from '../../matrix.ts'
import { createRandom } from '../../random.ts'
import { metrics } from '../index.ts'
import { bootstrapInterval, bootstrapIntervals } from './bootstrap-interval.ts'
import { resampler } from './resample.ts'
import { wilsonInterval } from './wilson-interval.ts'

const n = 200
const random = createRandom(7)
const y = Float64Array.from({ length: n }, () => random.int(2))
const p = Float64Array.from(y, value => 0.1 + 0.3 * value + 0.5 * random.next())
const q = Float64Array.from(y, value => 0.1 + 0.2 * value + 0.5 * random.next())
const forecasts = outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }, { forecast: eventForecast(q) }] })
const { accuracy, rocAuc, logLoss } = metrics

describe('bootstrapInterval', () => {
  it('has the mean over repeats of the pooled metric as its value', () => {
    const each = [p, q].map(r => rocAuc.compute(y, eventForecast(r), binary))
    expect(bootstrapInterval(forecasts, rocAuc, { seed: 1 }).value).toBeCloseTo((each[0] + each[1]) / 2, 12)
  })

  it('has the standard error of a mean, for a metric that is one', () => {
    const one = outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }] })
    const { value, low, high } = bootstrapInterval(one, accuracy, { seed: 1, resamples: 4000 })
    const theory = 1.96 * Math.sqrt((value * (1 - value)) / n)
    expect((high - low) / 2 / theory).toBeGreaterThan(0.9)
    expect((high - low) / 2 / theory).toBeLessThan(1.1)
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
  })

  it('holds the middle of what the metric says of resampled rows, the same rows in every repeat', () => {
    const draw = resampler(
      Int32Array.from(y, (_, i) => i),
      n,
      undefined,
      5,
    )
    const values = Array.from({ length: 101 }, (_, b) => {
      const rows = Array.from(draw(b), (times, i) => new Array<number>(times).fill(i)).flat()
      const judged = [p, q].map(r =>
        rocAuc.compute(
          Float64Array.from(rows, i => y[i]),
          eventForecast(rows.map(i => r[i])),
          binary,
        ),
      )
      return (judged[0] + judged[1]) / 2
    }).sort((a, b) => a - b)
    const { low, high } = bootstrapInterval(forecasts, rocAuc, { seed: 5, level: 0.9, resamples: 101 })
    expect(low).toBeCloseTo(values[5], 12) // 5 of 101 below, 5 above
    expect(high).toBeCloseTo(values[95], 12)
  })

  it('grows with the level, and is the same for the same seed alone', () => {
    const at = (seed: number, level: number) => bootstrapInterval(forecasts, logLoss, { seed, level })
    expect(at(1, 0.99).low).toBeLessThan(at(1, 0.8).low)
    expect(at(1, 0.99).high).toBeGreaterThan(at(1, 0.8).high)
    expect(at(1, 0.9)).toEqual(at(1, 0.9))
    expect(at(1, 0.9).low).not.toBe(at(2, 0.9).low)
  })

  it('draws whole groups: rows that repeat each other do not narrow it', () => {
    const four = (values: ArrayLike<number>) => Array.from({ length: 4 * values.length }, (_, i) => values[i >> 2])
    const copied = { task: binary, y: four(y), repeats: [{ forecast: eventForecast(four(p)) }] }
    const width = (of: Parameters<typeof outOfFold>[0]) => {
      const { low, high } = bootstrapInterval(outOfFold(of), logLoss, { seed: 1 })
      return high - low
    }
    const single = width({ task: binary, y, repeats: [{ forecast: eventForecast(p) }] })
    const grouped = width({ ...copied, groups: copied.y.map((_, i) => i >> 2) })
    expect(grouped / single).toBeCloseTo(1, 10) // the same draws of the same units
    expect(width(copied) / single).toBeLessThan(0.6)
  })

  it('holds an error of calibration that is there and one that is not, though chance pushes the figure up', () => {
    const { ece } = metrics
    for (const off of [0, 0.2]) {
      let [held, naive] = [0, 0]
      for (let seed = 0; seed < 100; seed++) {
        const draw = createRandom(seed)
        const said = Array.from({ length: 150 }, () => 0.1 + 0.7 * draw.next())
        const happened = said.map(s => Number(draw.next() < s + off * (s < 0.75 ? 1 : 0)))
        const truth = off * said.reduce((sum, s) => sum + (s < 0.75 ? 1 / 150 : 0), 0)
        const made = outOfFold({ task: binary, y: happened, repeats: [{ forecast: eventForecast(said) }] })
        const holds = ({ low, high }: { low: number; high: number }) => Number(low <= truth && truth <= high)
        const own = bootstrapInterval(made, ece, { seed, resamples: 300 })
        held += holds(own)
        naive += holds(bootstrapInterval(made, { ...ece, biasedUpwards: false }, { seed, resamples: 100 }))
        expect([0 <= own.low, own.low <= own.value, own.value <= own.high]).toEqual([true, true, true])
      }
      expect(wilsonInterval(held, 100).high).toBeGreaterThan(0.95)
      if (off === 0) expect(naive).toBeLessThan(10)
    }
  })

  it('looks only at rows that were forecast', () => {
    const later = Int32Array.from({ length: n }, (_, i) => (i < 80 ? -1 : 0))
    const holes = eventForecast(p.map((value, i) => (i < 80 ? NaN : value)))
    const tested = bootstrapInterval(outOfFold({ task: binary, y, repeats: [{ forecast: holes, fold: later }] }), rocAuc, { seed: 1 })
    const alone = outOfFold({ task: binary, y: y.slice(80), repeats: [{ forecast: eventForecast(p.slice(80)) }] })
    expect(tested).toEqual(bootstrapInterval(alone, rocAuc, { seed: 1 }))
    expect(tested.n).toBe(120)
  })

  it('leaves out and counts resamples where the metric is undefined', () => {
    const rare = outOfFold({ task: binary, y: [1, 0, 0, 0, 0, 0], repeats: [{ forecast: eventForecast([0.9, 0.5, 0.1, 0.2, 0.3, 0.4]) }] })
    const { resamples, undefinedResamples } = bootstrapInterval(rare, rocAuc, { seed: 1, resamples: 1000 })
    expect(resamples + undefinedResamples).toBe(1000)
    expect(undefinedResamples / 1000).toBeCloseTo((5 / 6) ** 6, 1) // the one event is not drawn
  })

  it('says what it estimates', () => {
    expect(bootstrapInterval(forecasts, accuracy, { seed: 1, resamples: 10 })).toMatchObject({
      level: 0.95,
      n,
      resamples: 10,
      undefinedResamples: 0,
      estimand: 'pooled out-of-fold per repeat, averaged; bootstrap over rows, without training variation',
    })
  })

  it('gives several metrics what it gives each', () => {
    const all = bootstrapIntervals(forecasts, [accuracy, logLoss], { seed: 3, resamples: 50 })
    expect(all).toEqual([accuracy, logLoss].map(metric => bootstrapInterval(forecasts, metric, { seed: 3, resamples: 50 })))
  })

  it.each([
    { name: 'a level above 1', options: { seed: 1, level: 95 }, code: 'bad_param' },
    { name: 'no resamples', options: { seed: 1, resamples: 0 }, code: 'bad_param' },
  ])('refuses: $name', ({ options, code }) => {
    expect(() => bootstrapInterval(forecasts, accuracy, options)).toThrow(expect.objectContaining({ code }))
  })

  it.each([
    { name: 'one class', of: { task: binary, y: [0, 0], repeats: [{ forecast: eventForecast([0.1, 0.2]) }] }, code: 'metric_undefined' },
    {
      name: 'another task',
      of: { task: { kind: 'regression' as const }, y: [0, 1], repeats: [{ forecast: matrix(2, 1) }] },
      code: 'wrong_task',
    },
  ])('passes on the metric’s refusal: $name', ({ of, code }) => {
    expect(() => bootstrapInterval(outOfFold(of), rocAuc, { seed: 1 })).toThrow(expect.objectContaining({ code }))
  })
})
