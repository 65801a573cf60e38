import { pairedInterval } from '../metrics/intervals/paired-interval.ts'
import { mean } from '../metrics/mean.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import type { OutOfFold } from './cross-validate.ts'

/** One line of a search's leaderboard. */
export interface Tried {
  readonly name: string
  readonly loss: number // mean over rows and repeats: log loss, or squared error
  readonly worseBy: number // paired mean difference from the best; below 0: lower in the mean, but picked as the lowest of many
  readonly standardError: number // of that difference, over rows
  /** 95 % interval of the difference, corrected t over the inner folds. */
  readonly low: number
  readonly high: number
}

interface Judged {
  readonly forecasts: OutOfFold
  readonly losses: Float64Array // [n] `meanRowLosses`
}

/** Each row's loss, averaged over the repeats, [n]. */
export function meanRowLosses({ task, y, repeats }: OutOfFold): Float64Array {
  const sum = new Float64Array(y.length)
  for (const { forecast } of repeats)
    rowLosses(y, forecast, task).forEach((loss, i) => {
      sum[i] += loss / repeats.length
    })
  return sum
}

export function compared(name: string, own: Judged, best: Judged): Tried {
  const loss = mean(own.losses)
  if (own === best) return { name, loss, worseBy: 0, standardError: 0, low: 0, high: 0 }
  const differences = own.losses.map((l, i) => l - best.losses[i])
  const worseBy = mean(differences)
  const variance = differences.reduce((sum, d) => sum + (d - worseBy) * (d - worseBy), 0) / Math.max(1, differences.length - 1)
  const { low, high } = pairedInterval(own.forecasts, best.forecasts)
  return { name, loss, worseBy, standardError: Math.sqrt(variance / differences.length), low, high }
}
