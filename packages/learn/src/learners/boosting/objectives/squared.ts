import { inPieces } from './in-kernel.ts'
import type { ObjectiveKind } from './objective.ts'
import { scoresAsTheyAre } from './scores-as-they-are.ts'

/** Half the squared error: loss (f − y)² / 2, gradient f − y, hessian 1. Starts from the mean. */
export const squared: ObjectiveKind = {
  start({ y, weights }) {
    let sum = 0
    let total = 0
    for (let i = 0; i < y.length; i++) {
      sum += weights[i] * y[i]
      total += weights[i]
    }
    return {
      outputs: 1,
      base: Float64Array.of(sum / total),

      gradients(scores, gh) {
        for (let i = 0; i < y.length; i++) {
          gh[2 * i] = weights[i] * (scores[i] - y[i])
          gh[2 * i + 1] = weights[i]
        }
      },
    }
  },

  inKernel: (queue, _, labels) => inPieces(queue, 'squared', labels),

  loss: (scores, { y, weights }) => y.reduce((sum, yi, i) => sum + (weights[i] * (scores[i] - yi) * (scores[i] - yi)) / 2, 0),

  forecaster: () => scoresAsTheyAre,
}
