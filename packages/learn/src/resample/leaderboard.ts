import { pairedDifference } from '../metrics/intervals/paired-difference.ts'
import { pairedInterval } from '../metrics/intervals/paired-interval.ts'
import { mean } from '../metrics/mean.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import type { OutOfFold } from './cross-validate.ts'

/** One line of a search's leaderboard. */
export interface Tried {
  readonly name: string
  readonly loss: number // mean over rows and repeats: log loss, or squared error
  readonly worseBy: number // paired mean difference from the best; below 0: lower in the mean, but picked as the lowest of many
  readonly standardError: number // of that difference; rows of one group count as one
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
  const { low, high } = pairedInterval(own.forecasts, best.forecasts)
  return { name, loss, ...pairedDifference(own.losses, best.losses, own.forecasts.groups), low, high }
}
