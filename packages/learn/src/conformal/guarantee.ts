import { conformalRank } from './conformal-quantile.ts'

/** What conformal forecasts promise, for a new row exchangeable with the rows of the fit. Rows of one group are not quite that. */
export interface Guarantee {
  readonly aim: number // 1 − α: what is aimed at
  readonly guaranteed: number // coverage is at least this, whatever the model and the distribution
  readonly finiteSample: number // what was taken off for the number of rows and folds
}

/** Split conformal: 1 − α. */
export function splitGuarantee(alpha: number): Guarantee {
  return { aim: 1 - alpha, guaranteed: 1 - alpha, finiteSample: 0 }
}

/**
 * CV+ with k folds of n/k rows each:
 *
 *   1 − 2α − min( 2(1 − 1/k) / (n/k + 1), (1 − k/n) / (k + 1) )
 *
 * the last term being at most √(2/n), and 0 for leave-one-out (jackknife+). In practice coverage is near 1 − α.
 *
 * Source: Barber, Candès, Ramdas & Tibshirani (2021), Ann. Statist. 49, theorem 4; of sets:
 * Romano, Sesia & Candès (2020), NeurIPS.
 *
 * @example crossGuarantee(0.1, 100, 100) // { aim: 0.9, guaranteed: 0.8, finiteSample: 0 }
 */
export function crossGuarantee(alpha: number, n: number, k: number): Guarantee {
  const finiteSample = Math.min((2 * (1 - 1 / k)) / (n / k + 1), (1 - k / n) / (k + 1))
  return { aim: 1 - alpha, guaranteed: Math.max(0, 1 - 2 * alpha - finiteSample), finiteSample }
}

/**
 * `outOfFoldRegions` over folds of these sizes: the lower of `crossGuarantee`, for new rows, and of the share of the rows themselves
 * that is covered whatever happens,
 *
 *   ⌈(m + 1)(1 − α)⌉ / n,   m the rows outside the largest fold: near (1 − 1/k)(1 − α)
 *
 * Proof: of the rows not covered take the one of lowest score, in fold f. At most ⌊(m_f + 1)α⌋ − 1 rows of other folds score as high,
 * and all others not covered are of fold f itself. It is reached where one fold alone goes wrong, as by an odd row in every other.
 *
 * @param sizes [k] rows of each fold
 * @example outOfFoldGuarantee(0.25, [1, 1, 2]) // { aim: 0.75, guaranteed: 0.4375, finiteSample: 0.0625 }
 */
export function outOfFoldGuarantee(alpha: number, sizes: readonly number[]): Guarantee {
  const n = sizes.reduce((sum, rows) => sum + rows, 0)
  const largest = sizes.reduce((most, rows) => Math.max(most, rows), 0)
  const covered = conformalRank(n - largest, alpha) / n
  const finiteSample = Math.max(crossGuarantee(alpha, n, sizes.length).finiteSample, 1 - 2 * alpha - covered)
  return { aim: 1 - alpha, guaranteed: Math.max(0, 1 - 2 * alpha - finiteSample), finiteSample }
}
