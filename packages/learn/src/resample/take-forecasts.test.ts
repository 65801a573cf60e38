import { describe, expect, it } from 'vitest'
import { binary, eventForecast, outOfFold } from '../../test/out-of-fold.ts'
import { takeForecasts, testedForecasts } from './take-forecasts.ts'

const forecasts = outOfFold({
  task: binary,
  y: [0, 1, 1, 0],
  groups: [7, 8, 8, 9],
  repeats: [{ forecast: eventForecast([NaN, 0.2, 0.4, 0.8]), fold: [-1, 0, 1, 0] }],
})

describe('takeForecasts', () => {
  it('keeps target, groups, folds and forecasts of the rows together, in the order given', () => {
    const { y, groups, repeats } = takeForecasts(forecasts, [3, 1])
    expect([[...y], [...groups!], [...repeats[0].fold], [...repeats[0].forecast.data]]).toEqual([
      [0, 1],
      [9, 8],
      [0, 0],
      [1 - 0.8, 0.8, 0.8, 0.2],
    ])
  })
})

describe('testedForecasts', () => {
  it('leaves out rows that were never tested, and changes nothing where all were', () => {
    const tested = testedForecasts(forecasts)
    expect([...tested.y]).toEqual([1, 1, 0])
    expect(tested.repeats[0].forecast.data.every(Number.isFinite)).toBe(true)
    expect(testedForecasts(tested)).toBe(tested)
  })
})
