import { describe, expect, it } from 'vitest'
import { binary, eventForecast, outOfFold } from '../../test/out-of-fold.ts'
import { createRandom } from '../random.ts'
import { crossCalibrate } from './cross-calibrate.ts'
import { platt } from './platt.ts'

const random = createRandom(3)
const p = Array.from({ length: 90 }, () => random.next())
const y = p.map(q => Number(random.next() < q * q))
const fold = p.map((_, i) => (i < 6 ? -1 : i % 3))
const forecasts = outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p), fold }] })

describe('crossCalibrate', () => {
  it('calibrates each fold by what the other folds say', () => {
    const { repeats } = crossCalibrate(forecasts, 'platt')!
    for (const f of [0, 1, 2]) {
      const state = platt.fit(
        outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p), fold: fold.map(g => (g === f ? -1 : g)) }] }),
      )
      const rows = [...y.keys()].filter(i => fold[i] === f)
      const expected = platt.apply(state, eventForecast(rows.map(i => p[i])))
      rows.forEach((row, i) => {
        expect(repeats[0].forecast.data[2 * row + 1]).toBe(expected.data[2 * i + 1])
      })
    }
    expect([...repeats[0].fold]).toEqual(fold)
  })

  it('does not let a row’s own outcome move its forecast', () => {
    const other = outOfFold({
      task: binary,
      y: y.map((v, i) => (fold[i] === 1 ? 1 - v : v)),
      repeats: [{ forecast: eventForecast(p), fold }],
    })
    const [a, b] = [forecasts, other].map(f => crossCalibrate(f, 'platt')!.repeats[0].forecast.data)
    y.forEach((_, i) => {
      if (fold[i] === 1) expect(b[2 * i]).toBe(a[2 * i])
      if (fold[i] === 0) expect(b[2 * i]).not.toBe(a[2 * i])
    })
  })

  it('gives nothing where the calibrator asks for more rows, and refuses what it cannot know', () => {
    expect(crossCalibrate(forecasts, 'isotonic')).toBeUndefined()
    expect(() => crossCalibrate(forecasts, 'magic')).toThrow(expect.objectContaining({ code: 'unknown_kind' }))
    const one = outOfFold({ task: binary, y, repeats: [{ forecast: eventForecast(p) }] })
    expect(() => crossCalibrate(one, 'platt')).toThrow(expect.objectContaining({ code: 'bad_plan' }))
  })
})
