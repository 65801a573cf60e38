import { sigmoid } from '@headway/learn'

/** Shares of the eight grades as in the real records of UCI 856: the largest is 24 %. */
const uci856Shares = [8, 35, 24, 21, 10, 17, 13, 17].map(n => n / 145)

/** What share of generated students gets each class: the real shares for eight classes, 30 % events for two, else equal. */
export function sharesFor(classes: number): readonly number[] {
  if (classes === uci856Shares.length) return uci856Shares
  return classes === 2 ? [0.3, 0.7] : Array.from({ length: classes }, () => 1 / classes)
}

/**
 * Thresholds θ_c with mean_i sigmoid(θ_c − score_i) = share of classes 0 … c, by bisection: rising, [classes − 1].
 *
 * @param scores [n] latent scores that stand for the population
 */
export function thresholdsFor(scores: Float64Array, shares: readonly number[]): number[] {
  let wanted = 0
  return shares.slice(0, -1).map(share => {
    wanted += share
    let [low, high] = [-40, 40]
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2
      const reached = scores.reduce((sum, score) => sum + sigmoid(middle - score), 0) / scores.length
      if (reached < wanted) low = middle
      else high = middle
    }
    return (low + high) / 2
  })
}
