import { expm1, log, sigmoid } from '../../../math/index.ts'

/** Thresholds never come nearer to each other than this. */
const LEAST_GAP = 1e-6
/** Added to the curvature, so that rows forecast with near certainty (no curvature) ask for no step. */
const RIDGE = 1e-6
const HALVINGS = 20
/** No threshold moves further in one step: far out the loss is nearly straight, and Newton's own step would leave for good. */
const LONGEST_STEP = 2

export interface ScoredRows {
  readonly scores: Float64Array // [n]
  readonly y: Float64Array // [n]
  readonly weights: Float64Array // [n]
}

/** 1 − e^{θ_{c−1} − θ_c} for each class, [k]; 1 for the first and the last. */
export function gapFactors(thresholds: ArrayLike<number>): Float64Array {
  const factors = new Float64Array(thresholds.length + 1).fill(1)
  for (let c = 1; c < thresholds.length; c++) factors[c] = -expm1(thresholds[c - 1] - thresholds[c])
  return factors
}

/** −Σ w log p_y of the cumulative logit. */
export function ordinalLoss({ scores, y, weights }: ScoredRows, thresholds: Float64Array): number {
  const gaps = gapFactors(thresholds)
  const last = thresholds.length
  let loss = 0
  for (let i = 0; i < y.length; i++) {
    const c = y[i]
    const a = c < last ? sigmoid(thresholds[c] - scores[i]) : 1
    const notB = c > 0 ? sigmoid(scores[i] - thresholds[c - 1]) : 1
    loss -= weights[i] * log(Math.max(a * notB * gaps[c], Number.MIN_VALUE))
  }
  return loss
}

/**
 * One Newton step on all thresholds at once, in place, shortened to at most 2 and halved until they stay in order and the loss does not rise.
 * The loss is convex in them and its hessian tridiagonal, so a step costs O(n + k).
 *
 * With u = −∂loss/∂θ_c of rows of class c, v = ∂loss/∂θ_{c−1}, A and B as in ordinal.ts:
 *   u = A (1 − A) / p,   v = B (1 − B) / p
 *   ∂²/∂θ_c² = u² − u (1 − 2A),   ∂²/∂θ_{c−1}² = v² + v (1 − 2B),   ∂²/∂θ_c ∂θ_{c−1} = −u v
 */
export function moveThresholds(thresholds: Float64Array, rows: ScoredRows): void {
  const m = thresholds.length
  if (m === 0) return
  const { step, loss } = newtonStep(thresholds, rows)
  const longest = step.reduce((most, by) => Math.max(most, Math.abs(by)), LONGEST_STEP)
  for (let halving = 0, share = LONGEST_STEP / longest; halving < HALVINGS; halving++, share /= 2) {
    const moved = thresholds.map((t, c) => t - share * step[c])
    if (!inOrder(moved) || !(ordinalLoss(rows, moved) <= loss)) continue
    thresholds.set(moved)
    return
  }
}

function newtonStep(thresholds: Float64Array, { scores, y, weights }: ScoredRows): { step: Float64Array; loss: number } {
  const m = thresholds.length
  const gaps = gapFactors(thresholds)
  const gradient = new Float64Array(m)
  const diagonal = new Float64Array(m).fill(RIDGE)
  const beside = new Float64Array(m) // beside[c]: between c − 1 and c
  let loss = 0
  for (let i = 0; i < y.length; i++) {
    const c = y[i]
    const w = weights[i]
    const a = c < m ? sigmoid(thresholds[c] - scores[i]) : 1
    const notB = c > 0 ? sigmoid(scores[i] - thresholds[c - 1]) : 1
    loss -= w * log(Math.max(a * notB * gaps[c], Number.MIN_VALUE))
    const u = (1 - a) / Math.max(notB * gaps[c], Number.EPSILON)
    const v = (1 - notB) / Math.max(a * gaps[c], Number.EPSILON)
    if (c < m) {
      gradient[c] -= w * u
      diagonal[c] += w * (u * u - u * (1 - 2 * a))
    }
    if (c > 0) {
      gradient[c - 1] += w * v
      diagonal[c - 1] += w * (v * v + v * (2 * notB - 1))
    }
    if (c > 0 && c < m) beside[c] -= w * u * v
  }
  return { step: solveTridiagonal(diagonal, beside, gradient), loss }
}

/** x of the symmetric system with this diagonal and beside[c] at (c − 1, c); overwrites its arguments. */
function solveTridiagonal(diagonal: Float64Array, beside: Float64Array, right: Float64Array): Float64Array {
  const m = right.length
  for (let c = 1; c < m; c++) {
    const factor = beside[c] / diagonal[c - 1]
    diagonal[c] -= factor * beside[c]
    right[c] -= factor * right[c - 1]
  }
  for (let c = m - 1; c >= 0; c--) right[c] = (right[c] - (c + 1 < m ? beside[c + 1] * right[c + 1] : 0)) / diagonal[c]
  return right
}

function inOrder(thresholds: Float64Array): boolean {
  for (let c = 1; c < thresholds.length; c++) if (thresholds[c] - thresholds[c - 1] < LEAST_GAP) return false
  return true
}
