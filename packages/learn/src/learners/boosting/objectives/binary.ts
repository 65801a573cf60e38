import { bothSigmoids, logit, sigmoid, softplus } from '../../../math/index.ts'
import { classShares } from './class-shares.ts'
import { inPieces } from './in-kernel.ts'
import { LEAST_HESSIAN, type ObjectiveKind } from './objective.ts'

/**
 * Logistic loss of the log-odds f of class 1: log(1 + e^f) − y f, gradient p − y, hessian p (1 − p), p = sigmoid(f).
 * Starts from the log-odds of the class shares.
 */
export const binary: ObjectiveKind = {
  start(labels) {
    const { y, weights } = labels
    return {
      outputs: 1,
      base: Float64Array.of(logit(classShares(labels)[1])),

      gradients(scores, gh) {
        for (let i = 0; i < y.length; i++) {
          const p = sigmoid(scores[i])
          gh[2 * i] = weights[i] * (p - y[i])
          gh[2 * i + 1] = Math.max(weights[i] * p * (1 - p), LEAST_HESSIAN)
        }
      },
    }
  },

  inKernel: (queue, _, labels) => inPieces(queue, 'binary', labels),

  loss: (scores, { y, weights }) => y.reduce((sum, yi, i) => sum + weights[i] * (softplus(scores[i]) - yi * scores[i]), 0),

  forecaster: () => ({
    cols: 2,
    write(scores, rows, into) {
      for (let i = 0; i < rows; i++) bothSigmoids(scores[i], into, 2 * i)
    },
  }),
}
