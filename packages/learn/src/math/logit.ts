import { log } from './log.ts'
import { log1p } from './log1p.ts'

/** log(p / (1 − p)) for p in [0, 1]; −Infinity at 0, Infinity at 1. The inverse of `sigmoid`. */
export function logit(p: number): number {
  return log(p) - log1p(-p)
}
