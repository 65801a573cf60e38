import type { ObjectiveKind } from './objective.ts'
import { scoresAsTheyAre } from './scores-as-they-are.ts'
import { weightedQuantile } from './weighted-quantile.ts'

/**
 * The loss whose best constant is the quantile q of y; at q = ½ half the absolute error:
 *
 *   loss q max(y − f, 0) + (1 − q) max(f − y, 0),   gradient −q where y > f, else 1 − q,   hessian taken as 1
 *
 * The loss does not curve, so a tree is grown on the gradients, and then each leaf takes the quantile of its rows' residuals y − f
 * (l1 and l2 shape the tree, not these values). Starts from the quantile of y.
 *
 * Sources: Koenker & Bassett (1978), Econometrica 46(1), 33–50; Friedman (2001), Ann. Stat. 29(5), algorithm 3.
 */
export function pinball(q: number): ObjectiveKind {
  return {
    start({ y, weights }) {
      return {
        outputs: 1,
        base: Float64Array.of(weightedQuantile(y, weights, q)),

        gradients(scores, gh) {
          for (let i = 0; i < y.length; i++) {
            gh[2 * i] = weights[i] * (y[i] > scores[i] ? -q : 1 - q)
            gh[2 * i + 1] = weights[i]
          }
        },

        leafValue(scores, rows) {
          const residuals = Float64Array.from(rows, i => y[i] - scores[i])
          return weightedQuantile(
            residuals,
            Float64Array.from(rows, i => weights[i]),
            q,
          )
        },
      }
    },

    loss: (scores, { y, weights }) =>
      y.reduce((sum, yi, i) => sum + weights[i] * (yi > scores[i] ? q * (yi - scores[i]) : (1 - q) * (scores[i] - yi)), 0),

    forecaster: () => scoresAsTheyAre,
  }
}
