import { bothSigmoids, log, logit, softmaxInPlace } from '../../math/index.ts'
import { type Matrix, matrix } from '../../matrix.ts'
import { PROBABILITY_FLOOR } from '../../metrics/row-losses.ts'
import type { Task } from '../../task.ts'

/**
 * What forecasts are averaged in: [n, 1] values, [n, 1] log-odds of class 1, or [n, k] logs of the probabilities of k classes.
 * Probabilities are floored at .001 first, so that no forecaster can rule out alone what the others hold possible.
 */
export function poolScores(forecast: Matrix, { kind }: Pick<Task, 'kind'>): Matrix {
  const { rows, cols, data } = forecast
  if (kind === 'regression') return forecast
  if (kind === 'binary')
    return matrix(
      rows,
      1,
      Float64Array.from({ length: rows }, (_, i) => flooredLogit(data[2 * i + 1])),
    )
  return matrix(rows, cols, data.map(flooredLog))
}

/** From averaged scores back to a forecast: values, or probabilities that sum to 1. */
export function poolForecast(scores: Matrix, { kind }: Pick<Task, 'kind'>): Matrix {
  const { rows, cols, data } = scores
  if (kind === 'regression') return scores
  if (kind === 'binary') {
    const out = matrix(rows, 2)
    for (let i = 0; i < rows; i++) bothSigmoids(data[i], out.data, 2 * i)
    return out
  }
  const out = matrix(rows, cols, data.slice())
  for (let i = 0; i < rows; i++) softmaxInPlace(out.data, i * cols, cols)
  return out
}

/** Σ_m weights[m] scores[m]. */
export function averageScores(scores: readonly Matrix[], weights: ArrayLike<number>): Matrix {
  const out = matrix(scores[0].rows, scores[0].cols)
  scores.forEach(({ data }, m) => {
    for (let at = 0; at < data.length; at++) out.data[at] += weights[m] * data[at]
  })
  return out
}

/** log p, p at least .001 */
export function flooredLog(p: number): number {
  return log(Math.max(p, PROBABILITY_FLOOR))
}

/** log(p / (1 − p)), p within .001 of neither end */
export function flooredLogit(p: number): number {
  return logit(Math.min(Math.max(p, PROBABILITY_FLOOR), 1 - PROBABILITY_FLOOR))
}
