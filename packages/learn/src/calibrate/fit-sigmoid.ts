import { sigmoid, softplus } from '../math/index.ts'

const MOST_STEPS = 100
const RIDGE = 1e-12 // keeps the Hessian invertible when all scores are equal, as Lin, Lin and Weng do

export interface Sigmoid {
  readonly slope: number
  readonly intercept: number
  readonly converged: boolean
}

/**
 * The sigmoid of a score that fits target shares best:
 *
 *   minimise  Σ_i softplus(η_i) − target_i η_i,   η = slope · score + intercept
 *
 * Newton's method with halved steps; convex, so from anywhere. Where no minimum exists (targets 0 and 1 that a score separates),
 * the slope grows until the gradient vanishes in rounding.
 *
 * @param score  [n] finite
 * @param target [n] in [0, 1]
 *
 * Source: Lin, Lin & Weng (2007), Machine Learning 68, 267–276.
 */
export function fitSigmoid(score: Float64Array, target: Float64Array): Sigmoid {
  let slope = 0
  let intercept = 0
  let loss = lossOf(score, target, slope, intercept)
  for (let step = 0; step < MOST_STEPS; step++) {
    let [g1, g0, h11, h10, h00] = [0, 0, RIDGE, 0, RIDGE]
    for (let i = 0; i < score.length; i++) {
      const p = sigmoid(slope * score[i] + intercept)
      const off = p - target[i]
      const curvature = p * (1 - p)
      g1 += off * score[i]
      g0 += off
      h11 += curvature * score[i] * score[i]
      h10 += curvature * score[i]
      h00 += curvature
    }
    if (Math.max(Math.abs(g1), Math.abs(g0)) <= 1e-11 * score.length) return { slope, intercept, converged: true }
    const determinant = h11 * h00 - h10 * h10
    const moveSlope = (h10 * g0 - h00 * g1) / determinant
    const moveIntercept = (h10 * g1 - h11 * g0) / determinant
    let size = 1
    let next = lossOf(score, target, slope + moveSlope, intercept + moveIntercept)
    while (!(next < loss) && size > 1e-10) {
      size /= 2
      next = lossOf(score, target, slope + size * moveSlope, intercept + size * moveIntercept)
    }
    if (!(next < loss)) return { slope, intercept, converged: true } // no step helps: the minimum, to rounding
    slope += size * moveSlope
    intercept += size * moveIntercept
    loss = next
  }
  return { slope, intercept, converged: false }
}

function lossOf(score: Float64Array, target: Float64Array, slope: number, intercept: number): number {
  let sum = 0
  for (let i = 0; i < score.length; i++) {
    const eta = slope * score[i] + intercept
    sum += softplus(eta) - target[i] * eta
  }
  return sum
}
