import { exp, expm1, log, sigmoid, softmaxInPlace, softplus } from '../../math/index.ts'
import type { TaskKind } from '../../task.ts'

/**
 * The loss of one row with target y. Writes ∂loss/∂scores into `pull` [outputs]; adds weight · ∂loss/∂thresholds to
 * `thresholdPull` [k − 1] (ordinal).
 */
type RowLoss = (
  y: number,
  weight: number,
  scores: Float64Array,
  thresholds: Float64Array,
  pull: Float64Array,
  thresholdPull: Float64Array,
) => number

/**
 * −log P(y), or (y − score)² / 2 in a regression:
 *
 *   binary      P(1) = σ(score)
 *   multiclass  P(c) = softmax(scores)_c
 *   ordinal     P(y ≤ c) = σ(θ_c − score), in the form of linear's cumulative objective, which neither cancels nor underflows
 */
export const rowLosses: Readonly<Record<TaskKind, RowLoss>> = {
  binary(y, _weight, scores, _thresholds, pull) {
    pull[0] = y === 1 ? -sigmoid(-scores[0]) : sigmoid(scores[0])
    return softplus(y === 1 ? -scores[0] : scores[0])
  },

  multiclass(y, _weight, scores, _thresholds, pull) {
    pull.set(scores)
    const loss = softmaxInPlace(pull) - scores[y]
    pull[y] -= 1
    return loss
  },

  ordinal(y, weight, scores, thresholds, pull, thresholdPull) {
    const last = thresholds.length
    let loss = 0
    pull[0] = 0
    if (y < last) {
      const upper = sigmoid(scores[0] - thresholds[y])
      loss += softplus(scores[0] - thresholds[y])
      pull[0] += upper
      thresholdPull[y] -= weight * upper
    }
    if (y > 0) {
      const lower = sigmoid(thresholds[y - 1] - scores[0])
      loss += softplus(thresholds[y - 1] - scores[0])
      pull[0] -= lower
      thresholdPull[y - 1] += weight * lower
    }
    if (y > 0 && y < last) {
      const gap = thresholds[y] - thresholds[y - 1]
      const apart = weight / expm1(gap)
      loss -= log(-expm1(-gap))
      thresholdPull[y] -= apart
      thresholdPull[y - 1] += apart
    }
    return loss
  },

  regression(y, _weight, scores, _thresholds, pull) {
    pull[0] = scores[0] - y
    return (pull[0] * pull[0]) / 2
  },
}

/** Free numbers in place of rising thresholds: the first threshold, then the logarithms of the gaps. */
export function cutsOf(thresholds: ArrayLike<number>): number[] {
  return Array.from(thresholds, (t, c) => (c === 0 ? t : log(t - thresholds[c - 1])))
}

/** In place: the cuts of `cutsOf` become thresholds. */
export function toThresholds(cuts: Float64Array): void {
  for (let c = 1; c < cuts.length; c++) cuts[c] = cuts[c - 1] + exp(cuts[c])
}

/** In place: a gradient by thresholds becomes one by cuts. Each gap moves every threshold from its own on. */
export function toCutPull(pull: Float64Array, thresholds: Float64Array): void {
  for (let c = pull.length - 2; c >= 0; c--) pull[c] += pull[c + 1]
  for (let c = 1; c < pull.length; c++) pull[c] *= thresholds[c] - thresholds[c - 1]
}
