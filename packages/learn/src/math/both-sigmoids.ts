import { expAt } from './exp.ts'

/** Puts sigmoid(−t) into `into[at]` and sigmoid(t) behind it, to the same bits as `sigmoid` has them, with one exponential for both. */
export function bothSigmoids(t: number, into: Float64Array, at: number): void {
  into[at] = t < 0 ? t : -t
  expAt(into, at)
  const e = into[at]
  const less = e / (1 + e)
  const more = 1 / (1 + e)
  into[at] = t < 0 ? more : less
  into[at + 1] = t < 0 ? less : more
}
