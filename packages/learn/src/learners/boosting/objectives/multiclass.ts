import { log, softmaxInPlace } from '../../../math/index.ts'
import { classShares, classWeights } from './class-shares.ts'
import { inPieces, runsOf } from './in-kernel.ts'
import { type Labels, LEAST_HESSIAN, type ObjectiveKind } from './objective.ts'

/**
 * Softmax loss of k scores: log Σ e^f − f_y, gradient p_c − [y = c], hessian 2 p_c (1 − p_c).
 *
 * The factor 2 is XGBoost's, and makes the k separate steps of a round safe together: with it the diagonal is not less than
 * the true hessian diag(p) − p pᵀ, which is dominated by twice its own diagonal (its rows sum to 0).
 *
 * Starts from the logarithms of the class shares. A class without training rows keeps its starting score: it gets gradient 0.
 */
export const multiclass: ObjectiveKind = {
  start(labels) {
    const { y, weights, k } = labels
    const n = y.length
    const present = presentClasses(labels)
    const p = new Float64Array(k)
    return {
      outputs: k,
      base: classShares(labels).map(log),

      gradients(scores, gh) {
        for (let i = 0; i < n; i++) {
          rowSoftmax(p, scores, i, n)
          for (let c = 0; c < k; c++) {
            const w = weights[i] * present[c]
            gh[2 * (c * n + i)] = w * (p[c] - (y[i] === c ? 1 : 0))
            gh[2 * (c * n + i) + 1] = Math.max(w * 2 * p[c] * (1 - p[c]), LEAST_HESSIAN)
          }
        }
      },
    }
  },

  inKernel(queue, workspace, labels) {
    const { y, k } = labels
    const present = workspace.f64(k)
    present.set(presentClasses(labels))
    const scratch = workspace.f64(2 * k * runsOf(y.length))
    return inPieces(queue, 'multiclass', labels, run => [present.byteOffset, k, scratch.byteOffset + 16 * k * run, y.length])
  },

  loss(scores, { y, weights, k }) {
    const n = y.length
    const p = new Float64Array(k)
    return y.reduce((sum, yi, i) => sum + weights[i] * (rowSoftmax(p, scores, i, n) - scores[yi * n + i]), 0)
  },

  forecaster: k => ({
    cols: k,
    write(scores, rows, into) {
      for (let i = 0; i < rows; i++) {
        for (let c = 0; c < k; c++) into[i * k + c] = scores[c * rows + i]
        softmaxInPlace(into, i * k, k)
      }
    },
  }),
}

/** [k] 1 for a class with training rows, else 0. */
function presentClasses(labels: Labels): Float64Array {
  return classWeights(labels).map(w => (w > 0 ? 1 : 0))
}

/** Row i's probabilities into p; returns the log of the sum that they were divided by. */
function rowSoftmax(p: Float64Array, scores: Float64Array, i: number, n: number): number {
  for (let c = 0; c < p.length; c++) p[c] = scores[c * n + i]
  return softmaxInPlace(p)
}
