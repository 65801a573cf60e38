import { exp } from './exp.ts'

/** 1 / (1 + e^−t) in [0, 1], without overflow and without losing the tail: sigmoid(−40) is 4.2e-18, not 0. */
export function sigmoid(t: number): number {
  if (t >= 0) return 1 / (1 + exp(-t))
  const e = exp(t)
  return e / (1 + e)
}
