import { logit, sigmoid } from '../../../math/index.ts'
import { absentWeight, classShares, classWeights } from './class-shares.ts'
import { inPieces } from './in-kernel.ts'
import { type Labels, LEAST_HESSIAN, type ObjectiveKind } from './objective.ts'
import { gapFactors, moveThresholds, ordinalLoss, type ScoredRows } from './thresholds.ts'

/**
 * Cumulative logit: one latent score f, and thresholds θ_0 < … < θ_{k−2} shared by all rows.
 *
 *   P(y ≤ c) = σ(θ_c − f),   p_c = A − B with A = σ(θ_c − f), B = σ(θ_{c−1} − f);   A = 1 for the last class, B = 0 for the first
 *   loss −log p_y,   gradient 1 − A − B,   hessian A (1 − A) + B (1 − B), both exact
 *
 * A − B is computed as A (1 − B) (1 − e^{θ_{c−1} − θ_c}), which does not cancel. Scores start at 0 and thresholds from the
 * class shares; after every round the thresholds take one Newton step. A class without training rows counts as half a row
 * at f = 0, so that its two thresholds neither meet nor leave.
 *
 * Source: McCullagh (1980), J. R. Stat. Soc. B 42(2), 109–142.
 */
export const ordinal: ObjectiveKind = {
  start(labels) {
    const { y, weights, k } = labels
    const thresholds = startingThresholds(classShares(labels))
    const withAbsent = absentRowsAdded(labels)

    return {
      outputs: 1,
      base: Float64Array.of(0),
      thresholds,

      gradients(scores, gh) {
        for (let i = 0; i < y.length; i++) {
          const a = y[i] < k - 1 ? sigmoid(thresholds[y[i]] - scores[i]) : 1
          const b = y[i] > 0 ? sigmoid(thresholds[y[i] - 1] - scores[i]) : 0
          gh[2 * i] = weights[i] * (1 - a - b)
          gh[2 * i + 1] = Math.max(weights[i] * (a * (1 - a) + b * (1 - b)), LEAST_HESSIAN)
        }
      },

      moveThresholds(scores) {
        withAbsent.scores.set(scores)
        moveThresholds(thresholds, withAbsent)
      },
    }
  },

  inKernel(queue, workspace, labels, { thresholds }) {
    const held = workspace.f64(labels.k - 1)
    const gradients = inPieces(queue, 'ordinal', labels, () => [held.byteOffset, labels.k])
    return (scores, gh) => {
      held.set(thresholds!)
      gradients(scores, gh)
    }
  },

  loss: (scores, { y, weights }, thresholds = new Float64Array(0)) => ordinalLoss({ scores, y, weights }, thresholds),

  forecaster(_, thresholds = []) {
    const k = thresholds.length + 1
    const gaps = gapFactors(thresholds)
    return {
      cols: k,
      write(scores, rows, into) {
        for (let i = 0; i < rows; i++) {
          for (let c = 0; c < k; c++) {
            const a = c < k - 1 ? sigmoid(thresholds[c] - scores[i]) : 1
            const notB = c > 0 ? sigmoid(scores[i] - thresholds[c - 1]) : 1
            into[i * k + c] = a * notB * gaps[c]
          }
        }
      },
    }
  },
}

function startingThresholds(shares: Float64Array): Float64Array {
  let below = 0
  return shares.slice(0, -1).map(share => {
    below += share
    return logit(below)
  })
}

/** The rows, and after them half a row at score 0 for each class without any. */
function absentRowsAdded(labels: Labels): ScoredRows {
  const absent: number[] = []
  classWeights(labels).forEach((weight, c) => {
    if (weight === 0) absent.push(c)
  })
  const n = labels.y.length
  const y = new Float64Array(n + absent.length)
  const weights = new Float64Array(n + absent.length).fill(absentWeight(labels))
  y.set(labels.y)
  y.set(absent, n)
  weights.set(labels.weights)
  return { scores: new Float64Array(y.length), y, weights }
}
