import { takeMatrixRows } from '../matrix.ts'
import type { OutOfFold } from './cross-validate.ts'

/** The out-of-fold forecasts of some rows alone, in the order given. */
export function takeForecasts(forecasts: OutOfFold, rows: ArrayLike<number>): OutOfFold {
  const { y, groups, repeats } = forecasts
  const taken = Int32Array.from(rows)
  return {
    ...forecasts,
    y: Float64Array.from(taken, i => y[i]),
    ...(groups && { groups: Int32Array.from(taken, i => groups[i]) }),
    repeats: repeats.map(({ forecast, fold }) => ({
      forecast: takeMatrixRows(forecast, taken),
      fold: Int32Array.from(taken, i => fold[i]),
    })),
  }
}

/** The rows that every repeat forecast; the same object where those are all. What needs every row tested can take it from there. */
export function testedForecasts(forecasts: OutOfFold): OutOfFold {
  const { y, repeats } = forecasts
  const rows = Int32Array.from(y, (_, i) => i).filter(i => repeats.every(({ fold }) => fold[i] >= 0))
  return rows.length === y.length ? forecasts : takeForecasts(forecasts, rows)
}
