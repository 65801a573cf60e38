import { exp } from './exp.ts'
import { log1p } from './log1p.ts'

/** log(1 + e^t) without overflow: the log loss of a class-0 row with score t, and −log(sigmoid(−t)). */
export function softplus(t: number): number {
  return t > 0 ? t + log1p(exp(-t)) : log1p(exp(t))
}
