import { LearnError } from '../errors.ts'
import { type Matrix, takeMatrixRows } from '../matrix.ts'
import { testedRows } from '../metrics/intervals/tested-rows.ts'
import { type FittedRecipe, forecast } from '../recipe.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import type { HeldOut } from '../sample.ts'
import type { Task } from '../task.ts'

declare const unseen: unique symbol

/** Forecasts of one fitted recipe for rows that it never saw: what split conformal calibrates on. */
export interface UnseenForecasts {
  readonly task: Task
  readonly y: Float64Array // [n]
  readonly forecast: Matrix // [n, k]
  readonly [unseen]: true
}

/**
 * Forecasts for a calibration set: rows held out when `fitted` was fitted, and used for nothing since.
 *
 * @throws LearnError as `forecast` does; `too_few_rows` of no rows
 */
export function unseenForecasts(fitted: FittedRecipe, { table, y, task }: HeldOut): UnseenForecasts {
  if (y.length === 0) throw new LearnError('too_few_rows', 'A calibration set needs rows, got none. Hold some out.')
  return { task, y, forecast: forecast(fitted, table) } as UnseenForecasts
}

/**
 * Rows forecast out of fold as a calibration set, by the first repeat. Their models are not the one that will forecast new rows, only
 * made like it, so what split conformal guarantees holds but nearly; `outOfFoldRegions` and `crossSets` say how nearly.
 *
 * @param rows which of them; absent: all that were forecast
 * @throws LearnError `too_few_rows` of no rows
 */
export function unseenOutOfFold({ task, y, repeats }: OutOfFold, rows?: ArrayLike<number>): UnseenForecasts {
  const [first] = repeats
  const own = rows ?? (first ? testedRows(first) : [])
  if (own.length === 0) throw new LearnError('too_few_rows', 'A calibration set needs rows forecast out of fold, got none.')
  return { task, y: Float64Array.from(own, i => y[i]), forecast: takeMatrixRows(first.forecast, own) } as UnseenForecasts
}
