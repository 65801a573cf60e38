import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { type FittedRecipe, forecast } from '../recipe.ts'
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
