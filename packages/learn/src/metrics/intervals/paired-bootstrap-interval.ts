import { checkRange, checkWhole } from '../../check.ts'
import type { OutOfFold } from '../../resample/cross-validate.ts'
import type { BootstrapOptions } from './bootstrap-interval.ts'
import { pairedLosses } from './paired-losses.ts'
import { quantile } from './quantile.ts'
import { resampler } from './resample.ts'

export interface PairedBootstrapInterval {
  readonly difference: number // mean loss of a minus mean loss of b: below 0, a is better
  readonly low: number
  readonly high: number
  readonly level: number
  readonly p: number // one-sided: the share of resamples in which a is not better, counting one more
  readonly n: number // rows forecast
  readonly estimand: string
}

/**
 * Is a better than b on these rows? For plans of one split (a later intake), where there are no folds to compare.
 *
 *   difference = mean over rows forecast of (loss a − loss b), each row's losses averaged over repeats
 *   p = (1 + resamples with a difference ≥ 0) / (1 + resamples)
 *
 * A resample draws groups (or rows, where there are none). Both models stay as they are: no training variation.
 *
 * @param a @param b forecasts of the same rows by the same plan
 * @throws LearnError `bad_plan` (other rows or folds); `bad_param`
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 13 and 16.
 */
export function pairedBootstrapInterval(
  a: OutOfFold,
  b: OutOfFold,
  { level = 0.95, resamples = 1000, seed }: BootstrapOptions,
): PairedBootstrapInterval {
  checkRange('level', level, 0, 1)
  checkWhole('resamples', resamples, 1)
  const times = Float64Array.from(a.y, (_, i) => a.repeats.reduce((sum, { fold }) => sum + (fold[i] >= 0 ? 1 : 0), 0))
  const differences = pairedLosses(a, b)
  const rows = Int32Array.from(a.y, (_, i) => i).filter(i => times[i] > 0)
  const perRow = Float64Array.from(a.y, (_, i) => (times[i] > 0 ? differences.reduce((sum, d) => sum + d[i], 0) / times[i] : 0))
  const draw = resampler(rows, a.y.length, a.groups, seed)
  const drawn = Float64Array.from({ length: resamples }, (_, r) => weightedMean(perRow, draw(r))).sort()
  const notBetter = drawn.reduce((count, d) => count + (d >= 0 ? 1 : 0), 0)
  return {
    difference: weightedMean(
      perRow,
      times.map(t => (t > 0 ? 1 : 0)),
    ),
    low: quantile(drawn, (1 - level) / 2),
    high: quantile(drawn, (1 + level) / 2),
    level,
    p: (1 + notBetter) / (1 + resamples),
    n: rows.length,
    estimand: `difference of row-mean losses on the rows forecast; bootstrap over ${a.groups ? 'groups' : 'rows'}, without training variation`,
  }
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    sum += weights[i] * values[i]
    total += weights[i]
  }
  return sum / total
}
