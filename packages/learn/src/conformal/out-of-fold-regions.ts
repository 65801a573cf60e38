import type { OutOfFold } from '../resample/cross-validate.ts'
import { checkAlpha } from './conformal-quantile.ts'
import { foldRows } from './folds.ts'
import { type Guarantee, outOfFoldGuarantee } from './guarantee.ts'
import type { SetMethod } from './set-scores.ts'
import { type ConformalInterval, splitIntervals } from './split-intervals.ts'
import { splitSets } from './split-sets.ts'
import { unseenOutOfFold } from './unseen-forecasts.ts'

export interface OutOfFoldRegionOptions {
  readonly alpha: number // in (0, 0.5): the share of rows whose outcome may lie outside
  readonly method?: SetMethod // of sets; default `contiguous` for ordered classes, else `adaptive`
}

export interface OutOfFoldRegions {
  readonly regions: readonly (readonly number[])[] | readonly ConformalInterval[] // [n] sets of classes, or ranges in a regression
  readonly guarantee: Guarantee
}

/**
 * The set or range of every row of a cross-validation, with no model fitted again: from the row's own out-of-fold forecast, and the
 * conformal scores of the rows in the *other* folds, as `splitSets` and `splitIntervals` make them. It is what `measuredCoverage`
 * needs to say how such regions do on these rows; for new rows take `crossSets` and `crossIntervals` (cross-conformal, CV+).
 *
 * What holds, and what is only near:
 * - `guarantee` is the lower of two bounds (see `outOfFoldGuarantee`): of new rows by CV+ from the same folds, 1 − 2α and a little
 *   less; of the rows here, a share that no data and no model can go below. The theorem on CV+ does not speak of the rows here (the
 *   other folds' models have seen the row), and for small α they can fall below 1 − 2α.
 * - The share covered over *all* rows is near 1 − α by construction (more where classes are coarse): a fold with large scores makes
 *   the other folds' regions larger. It is news only where it is off. The share in a group of rows, and the sizes, are news.
 *
 * @throws LearnError `bad_plan` (not one repeat that tests every row), `bad_param`, `wrong_task`, `not_finite`, `shape_mismatch`
 *
 * Sources: Vovk (2015), Ann. Math. Artif. Intell. 74, 9–28; Vovk, Nouretdinov, Manokhin & Gammerman (2018), PMLR 91, 37–51;
 * Barber, Candès, Ramdas & Tibshirani (2021), Ann. Statist. 49, 486–507.
 */
export function outOfFoldRegions(forecasts: OutOfFold, { alpha, method }: OutOfFoldRegionOptions): OutOfFoldRegions {
  checkAlpha(alpha, 0.5)
  const folds = foldRows(forecasts).filter(rows => rows.length > 0)
  const regions: (number[] | ConformalInterval)[] = new Array(forecasts.y.length)
  for (const own of folds) {
    const others = unseenOutOfFold(
      forecasts,
      folds.flatMap(rows => (rows === own ? [] : rows)),
    )
    const { forecast } = unseenOutOfFold(forecasts, own)
    const found =
      forecasts.task.kind === 'regression'
        ? splitIntervals.apply(splitIntervals.fit(others, { alpha }), forecast)
        : splitSets.apply(splitSets.fit(others, { alpha, ...(method && { method }) }), forecast)
    own.forEach((row, i) => {
      regions[row] = found[i]
    })
  }
  const guarantee = outOfFoldGuarantee(
    alpha,
    folds.map(rows => rows.length),
  )
  return { regions: regions as number[][] | ConformalInterval[], guarantee }
}
