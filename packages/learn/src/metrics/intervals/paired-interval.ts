import { checkRange } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { studentTCdf, studentTQuantile } from '../../math/student-t.ts'
import type { OutOfFold } from '../../resample/cross-validate.ts'
import { pairedLosses } from './paired-losses.ts'

export interface PairedInterval {
  readonly difference: number // mean loss of a minus mean loss of b: below 0, a is better
  readonly low: number
  readonly high: number
  readonly level: number
  readonly t: number
  readonly degreesOfFreedom: number
  readonly p: number // one-sided: how easily a difference this far below 0 comes about when a is not better
  readonly n: number // rows forecast
  readonly estimand: string
}

/**
 * Is a better than b? The difference of row-mean losses (log loss, or squared error) per fold, with the variance that overlapping
 * training parts really give (Nadeau and Bengio's corrected resampled t).
 *
 *   d_j = mean over test rows of fold j of (loss a − loss b),   J folds × repeats
 *   t = d̄ / √((1/J + n_test / n_train) s²),   s² = Σ_j (d_j − d̄)² / (J − 1),   J − 1 degrees of freedom
 *
 * When every fold differs by the same amount, the interval is that amount and t is 0 or ±Infinity.
 *
 * @param a @param b forecasts of the same rows by the same plan of folds
 * @throws LearnError `bad_plan` (other rows or folds; one split, as in a later intake: use `pairedBootstrapInterval`); `not_finite`;
 *         `bad_param`
 *
 * Source: Nadeau & Bengio (2003), Machine Learning 52, 239–281; over repeats: Bouckaert & Frank (2004), PAKDD.
 */
export function pairedInterval(a: OutOfFold, b: OutOfFold, { level = 0.95 }: { readonly level?: number } = {}): PairedInterval {
  checkRange('level', level, 0, 1 - Number.EPSILON)
  const differences = pairedLosses(a, b)
  const perFold = differences.flatMap((difference, r) => foldMeans(difference, a.repeats[r].fold))
  const folds = perFold.length
  if (folds < 2 || a.repeats.some(({ fold }) => fold.includes(-1))) {
    throw new LearnError(
      'bad_plan',
      `A corrected t needs at least 2 folds that together test every row, got ${folds}. Use pairedBootstrapInterval for one split.`,
    )
  }
  const difference = perFold.reduce((sum, d) => sum + d, 0) / folds
  const variance = perFold.reduce((sum, d) => sum + (d - difference) * (d - difference), 0) / (folds - 1)
  const foldsPerRepeat = folds / a.repeats.length
  const testPerTrain = 1 / (foldsPerRepeat - 1) // (n/k) / (n − n/k)
  const standardError = Math.sqrt((1 / folds + testPerTrain) * variance)
  const t = difference === 0 ? 0 : difference / standardError
  const halfWidth = studentTQuantile((1 + level) / 2, folds - 1) * standardError
  return {
    difference,
    low: difference - halfWidth,
    high: difference + halfWidth,
    level,
    t,
    degreesOfFreedom: folds - 1,
    p: studentTCdf(t, folds - 1),
    n: a.y.length,
    estimand: 'difference of row-mean losses per fold; Nadeau–Bengio corrected t over folds and repeats',
  }
}

function foldMeans(difference: Float64Array, fold: Int32Array): number[] {
  const folds = fold.reduce((most, f) => Math.max(most, f), -1) + 1
  const sums = new Float64Array(folds)
  const sizes = new Float64Array(folds)
  fold.forEach((f, i) => {
    sums[f] += difference[i]
    sizes[f]++
  })
  return [...sums].map((sum, f) => sum / sizes[f])
}
