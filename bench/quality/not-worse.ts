import { type OutOfFold, pairedInterval } from '@headway/learn'
import type { Met } from '../result.ts'

export interface NotWorse {
  readonly met: Met
  readonly difference: number // ours − peer, in the metric
  readonly low: number // one-sided 95 % bounds of that difference
  readonly high: number
  readonly margin: number
}

export const LOG_LOSS_MARGIN = 0.01
export const RMSE_MARGIN = 0.02 // of the peer's

/**
 * Whether ours is not worse than the peer by the reference's margin: the one-sided 95 % bound of the paired difference lies within
 * it. It is worse when the other one-sided bound lies beyond it; in between the rows are too few to say.
 *
 * Log loss: the difference of row means. RMSE: bounds of the difference of mean squared errors, added to the peer's and rooted.
 */
export function notWorse(metric: 'log loss' | 'RMSE', ours: OutOfFold, peer: OutOfFold, means: { ours: number; peer: number }): NotWorse {
  const { low, high } = pairedInterval(ours, peer, { level: 0.9 })
  if (metric === 'log loss') return verdict(means.ours - means.peer, low, high, LOG_LOSS_MARGIN)
  const rooted = (bound: number) => Math.sqrt(Math.max(0, means.peer * means.peer + bound)) - means.peer
  return verdict(means.ours - means.peer, rooted(low), rooted(high), RMSE_MARGIN * means.peer)
}

function verdict(difference: number, low: number, high: number, margin: number): NotWorse {
  return { met: high <= margin ? true : low > margin ? false : 'undecided', difference, low, high, margin }
}
