import { bootstrapInterval, type Metric, matrix, metrics, type OutOfFold, pairedInterval } from '@headway/learn'
import type { Met } from '../result.ts'

export interface NotWorse {
  readonly met: Met
  readonly difference: number // by how much ours is worse, in the metric; below 0: better
  readonly low: number // one-sided 95 % bounds of that difference
  readonly high: number
  readonly margin: number
}

export type Measure = 'log loss' | 'RMSE' | 'AUC'

export const LOG_LOSS_MARGIN = 0.01
export const AUC_MARGIN = 0.005
export const RMSE_MARGIN = 0.02 // of the peer's

/**
 * Whether ours is not worse than the peer by the reference's margin: the one-sided 95 % bound of the paired difference lies within
 * it. It is worse when the other one-sided bound lies beyond it; in between the rows are too few to say.
 *
 * Log loss: the difference of row means. RMSE: bounds of the difference of mean squared errors, added to the peer's and rooted.
 * AUC: bootstrap of the difference over students (no row has an AUC of its own), without training variation.
 */
export function notWorse(metric: Measure, ours: OutOfFold, peer: OutOfFold, means: { ours: number; peer: number }): NotWorse {
  if (metric === 'AUC') return aucBehind(ours, peer)
  const { low, high } = pairedInterval(ours, peer, { level: 0.9 })
  if (metric === 'log loss') return verdict(means.ours - means.peer, low, high, LOG_LOSS_MARGIN)
  const rooted = (bound: number) => Math.sqrt(Math.max(0, means.peer * means.peer + bound)) - means.peer
  return verdict(means.ours - means.peer, rooted(low), rooted(high), RMSE_MARGIN * means.peer)
}

function verdict(difference: number, low: number, high: number, margin: number): NotWorse {
  return { met: high <= margin ? true : low > margin ? false : 'undecided', difference, low, high, margin }
}

function aucBehind(ours: OutOfFold, peer: OutOfFold): NotWorse {
  const auc = metrics['rocAuc']!
  const side = (cols: number, from: number, { rows, data }: { rows: number; data: Float64Array }) =>
    matrix(
      rows,
      2,
      Float64Array.from({ length: 2 * rows }, (_, at) => data[Math.floor(at / 2) * cols + from + (at % 2)]!),
    )
  const weighted: Metric['weighted'] = (y, both, task) => {
    const [mine, other] = [auc.weighted(y, side(4, 0, both), task), auc.weighted(y, side(4, 2, both), task)]
    return weights => other(weights) - mine(weights)
  }
  const repeats = ours.repeats.map(({ fold, forecast }, r) => {
    const other = peer.repeats[r]!.forecast
    const data = Float64Array.from({ length: 4 * forecast.rows }, (_, at) => {
      const i = Math.floor(at / 4)
      return at % 4 < 2 ? forecast.data[2 * i + (at % 4)]! : other.data[2 * i + (at % 4) - 2]!
    })
    return { fold, forecast: matrix(forecast.rows, 4, data) }
  })
  const { value, low, high } = bootstrapInterval({ ...ours, repeats }, { ...auc, weighted }, { level: 0.9, seed: 1 })
  return verdict(value, low, high, AUC_MARGIN)
}
