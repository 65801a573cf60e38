import { type Matrix, matrix, type OutOfFold, type Task, type UnseenForecasts } from '../src/index.ts'

/** The one place where tests make out-of-fold and unseen forecasts without cross-validating: of numbers chosen by the test. */
export function outOfFold(of: {
  readonly task: Task
  readonly y: ArrayLike<number>
  readonly groups?: ArrayLike<number>
  readonly repeats: readonly { readonly forecast: Matrix; readonly fold?: ArrayLike<number> }[]
}): OutOfFold {
  const y = Float64Array.from(of.y)
  const repeats = of.repeats.map(({ forecast, fold }) => ({ forecast, fold: fold ? Int32Array.from(fold) : new Int32Array(y.length) }))
  return { task: of.task, y, ...(of.groups && { groups: Int32Array.from(of.groups) }), repeats } as unknown as OutOfFold
}

/** Forecasts for rows never seen, of numbers chosen by the test. */
export function unseen(task: Task, y: ArrayLike<number>, forecast: Matrix): UnseenForecasts {
  return { task, y: Float64Array.from(y), forecast } as UnseenForecasts
}

export const binary: Task = { kind: 'binary', classes: ['no', 'yes'] }

/** [n, 2] from the event's probability. */
export function eventForecast(p: ArrayLike<number>): Matrix {
  return matrix(
    p.length,
    2,
    Array.from(p).flatMap(q => [1 - q, q]),
  )
}
