import { log, logit } from '../math/index.ts'
import { type Matrix, matrix } from '../matrix.ts'

/** Probabilities are taken to be at least this before their logarithm: a forecast of 0 may still be wrong. */
export const SMALLEST_PROBABILITY = 1e-12

/** Log-odds of p, p first brought into [1e-12, 1 − 1e-12]: always finite. */
export function clampedLogit(p: number): number {
  return logit(Math.min(Math.max(p, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY))
}

/** log p of every probability, p first brought to 1e-12 or more: always finite. */
export function clampedLogs({ rows, cols, data }: Matrix, into = matrix(rows, cols)): Matrix {
  for (let at = 0; at < data.length; at++) into.data[at] = log(Math.max(data[at], SMALLEST_PROBABILITY))
  return into
}
