import type { Ranking } from './ranking.ts'

/**
 * How often a row of class c outranks a row of each other class, ties counting one half: what every AUC is a ratio of.
 *
 *   wins[j] = Σ_{a of class c} Σ_{b of class j} w_a w_b ([score_a > score_b] + ½ [score_a = score_b]),  j ≠ c;  wins[c] = 0
 *
 * @param of      rows in the order of the score of class c
 * @param labels  [n] classes in that order: labels[r] is the class of row of.rows[r]
 * @param sizes   [k] the weight of each class
 * @param weights [n] how often each row counts, in the order of the rows
 * @returns [k]
 *
 * One pass over the ranking, lowest score first: each row loses to what is still to come of class c.
 */
export function pairWins(of: Ranking, labels: Int32Array, c: number, sizes: Float64Array, weights: Float64Array): Float64Array {
  const { rows, ends } = of
  const wins = new Float64Array(sizes.length)
  let above = sizes[c] // weight of class c from here up
  for (let tie = 0, start = 0; tie < ends.length; tie++) {
    const end = ends[tie]
    let own = 0
    for (let r = start; r < end; r++) own += labels[r] === c ? weights[rows[r]] : 0
    above -= own
    for (let r = start; r < end; r++) wins[labels[r]] += weights[rows[r]] * (above + own / 2)
    start = end
  }
  wins[c] = 0
  return wins
}

/** The weight of each class, [classes]. */
export function classSizes(y: Int32Array, classes: number, weights: Float64Array): Float64Array {
  const sums = new Float64Array(classes)
  for (let i = 0; i < y.length; i++) sums[y[i]] += weights[i]
  return sums
}
