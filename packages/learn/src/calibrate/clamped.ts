import { logit } from '../math/index.ts'

/** Probabilities are taken to be at least this before their logarithm: a forecast of 0 may still be wrong. */
export const SMALLEST_PROBABILITY = 1e-12

/** Log-odds of p, p first brought into [1e-12, 1 − 1e-12]: always finite. */
export function clampedLogit(p: number): number {
  return logit(Math.min(Math.max(p, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY))
}
