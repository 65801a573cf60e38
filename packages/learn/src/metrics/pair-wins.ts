import type { Ranking } from './ranking.ts'

/**
 * How often a row of class c outranks a row of each other class, ties counting one half: what every AUC is a ratio of.
 *
 *   wins[j] = Σ_{a of class c} Σ_{b of class j} w_a w_b ([score_a > score_b] + ½ [score_a = score_b]),  j ≠ c;  wins[c] = 0
 *
 * @param of      rows in the order of the score of class c
 * @param y       [n] classes 0 … classes − 1
 * @param weights [n] how often each row counts
 * @returns [classes]
 *
 * One pass over the ranking: O(n + n_c · classes).
 */
export function pairWins(of: Ranking, y: ArrayLike<number>, c: number, classes: number, weights: Float64Array): Float64Array {
  const { rows, ends } = of
  const wins = new Float64Array(classes)
  const below = new Float64Array(classes) // weight of each class among lower scores
  let start = 0
  for (const end of ends) {
    let own = 0
    for (let r = start; r < end; r++) if (y[rows[r]] === c) own += weights[rows[r]]
    if (own > 0) for (let j = 0; j < classes; j++) wins[j] += own * below[j]
    for (let r = start; r < end; r++) {
      const row = rows[r]
      wins[y[row]] += (own * weights[row]) / 2
      below[y[row]] += weights[row]
    }
    start = end
  }
  wins[c] = 0
  return wins
}

/** The weight of each class, [classes]. */
export function classWeights(y: ArrayLike<number>, classes: number, weights: Float64Array): Float64Array {
  const sums = new Float64Array(classes)
  for (let i = 0; i < y.length; i++) sums[y[i]] += weights[i]
  return sums
}
