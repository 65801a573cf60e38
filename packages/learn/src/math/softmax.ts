import { exp } from './exp.ts'
import { log } from './log.ts'

/**
 * In place: the scores of one row, `length` of them from `start`, become probabilities e^score / Σ e^score.
 *
 * @returns log Σ e^score of the scores as they were, so that log p = score − this
 */
export function softmaxInPlace(scores: Float64Array, start = 0, length = scores.length - start): number {
  let top = -Infinity
  for (let i = start; i < start + length; i++) if (scores[i] > top) top = scores[i]
  let sum = 0
  for (let i = start; i < start + length; i++) {
    const e = exp(scores[i] - top)
    scores[i] = e
    sum += e
  }
  for (let i = start; i < start + length; i++) scores[i] /= sum
  return top + log(sum)
}
