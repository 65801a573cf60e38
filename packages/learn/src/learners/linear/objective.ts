/** The smooth part of what is minimised: weighted mean loss plus the squared penalty, convex in its `size` parameters. */
export interface Objective {
  readonly size: number
  /** Below this mean loss every row is on its right side, and without a penalty no finite optimum exists. */
  readonly separatedBelow: number
  /** Infinity outside the domain. */
  value(at: Float64Array): number
  /** Writes the gradient [size] into `out`. @returns the value */
  gradient(at: Float64Array, out: Float64Array): number
  /** Writes the lower triangle of the second derivatives [size, size] into `out`. */
  hessian(at: Float64Array, out: Float64Array): void
  /** The largest log-odds that any row gets, in absolute value. */
  reach(at: Float64Array): number
}

/** Σ_j l2_j / 2 at_j² */
export function squaredPenalty(l2: Float64Array, at: Float64Array): number {
  let sum = 0
  for (let j = 0; j < at.length; j++) sum += l2[j] * at[j] * at[j]
  return sum / 2
}

/** Σ_j l1_j |at_j| */
export function absolutePenalty(l1: Float64Array, at: Float64Array): number {
  let sum = 0
  for (let j = 0; j < at.length; j++) sum += l1[j] * Math.abs(at[j])
  return sum
}

/** The loss of a row that is on its right side is below log 2; so a smaller mean loss than this means: all of them. */
export function separatedBelow(weights: Float64Array): number {
  return Math.LN2 * weights.reduce((least, w) => Math.min(least, w), Infinity)
}
