import { checkFinite } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import { checkAlpha, conformalRank } from './conformal-quantile.ts'
import { checkFoldForecasts, foldRows } from './folds.ts'
import { crossGuarantee, type Guarantee } from './guarantee.ts'
import type { ConformalInterval } from './split-intervals.ts'

export interface CrossIntervalState {
  readonly alpha: number
  readonly residuals: readonly (readonly number[])[] // [folds][rows of the fold] |y − forecast|, rising
  readonly guarantee: Guarantee
}

/**
 * CV+ ranges for a regression on few rows, where none can be spared for calibration: jackknife+ with one row in each fold.
 *
 * With R_i the out-of-fold residual of row i in fold k(i), and f_k(x) the forecast of a new row by the model that was fitted
 * without fold k, the range goes
 *
 *   from the ⌊α(n + 1)⌋-th smallest of f_k(i)(x) − R_i  to the ⌈(1 − α)(n + 1)⌉-th smallest of f_k(i)(x) + R_i
 *
 * and covers with the probability in `guarantee` (1 − 2α and a little less), near 1 − α in practice. With α < 1/(n + 1) both ends are
 * null.
 *
 * `fit(forecasts, { alpha })`: alpha in (0, 0.5); throws LearnError `wrong_task`, `bad_plan` (not one repeat that tests every row, in
 * folds of about equal size), `not_finite`, `bad_param`.
 * `apply(state, foldForecasts)`: [folds] matrices [n, 1], the forecasts of the same new rows by each fold's model, in the order of the
 * plan (a procedure handed to `crossValidate` sees every fitted recipe and can keep it); to [n] ranges.
 *
 * Source: Barber, Candès, Ramdas & Tibshirani (2021), Ann. Statist. 49, 486–507.
 */
export const crossIntervals = {
  fit(forecasts: OutOfFold, { alpha }: { readonly alpha: number }): CrossIntervalState {
    const { task, y } = forecasts
    if (task.kind !== 'regression')
      throw new LearnError('wrong_task', `crossIntervals is for a regression, not ${task.kind}. Use crossSets.`)
    checkAlpha(alpha, 0.5)
    const rows = foldRows(forecasts)
    const [{ forecast }] = forecasts.repeats
    checkFinite('y', y)
    checkFinite('forecast', forecast.data)
    const residuals = rows.map(own => own.map(i => Math.abs(y[i] - forecast.data[i])).sort((a, b) => a - b))
    return { alpha, residuals, guarantee: crossGuarantee(alpha, y.length, rows.length) }
  },

  apply({ alpha, residuals }: CrossIntervalState, foldForecasts: readonly Matrix[]): ConformalInterval[] {
    const rows = checkFoldForecasts(foldForecasts, residuals.length, 1)
    for (const { data } of foldForecasts) checkFinite('forecast', data)
    const n = residuals.reduce((sum, own) => sum + own.length, 0)
    const rank = conformalRank(n, alpha)
    const lows = new Float64Array(n)
    const highs = new Float64Array(n)
    return Array.from({ length: rows }, (_, row) => {
      if (rank > n) return { low: null, high: null }
      let at = 0
      residuals.forEach((own, k) => {
        for (const residual of own) {
          lows[at] = foldForecasts[k].data[row] - residual
          highs[at++] = foldForecasts[k].data[row] + residual
        }
      })
      return { low: lows.sort()[n - rank], high: highs.sort()[rank - 1] }
    })
  },
}
