import { checkFinite, checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { boundsOf, type CellOptions, type CellQuantiles, fitCells } from './cells.ts'
import { checkAlpha } from './conformal-quantile.ts'
import { type Guarantee, splitGuarantee } from './guarantee.ts'
import type { UnseenForecasts } from './unseen-forecasts.ts'

/** A range for one row's value, ends included; null: no bound on that side. */
export interface ConformalInterval {
  readonly low: number | null
  readonly high: number | null
}

export interface SplitIntervalOptions extends CellOptions {
  readonly alpha: number // in (0, 1): the share that may lie outside
  /** [n] how uncertain each forecast is, above 0 (a learner's `uncertainty`): ranges become wider where it is larger. */
  readonly scale?: ArrayLike<number>
}

export interface SplitIntervalState {
  readonly scaled: boolean
  readonly quantiles: CellQuantiles // of |y − forecast|, or of |y − forecast| / scale
  readonly guarantee: Guarantee
}

/**
 * Split conformal ranges for a regression: forecast ± q · scale, where q is the ⌈(n + 1)(1 − α)⌉-th smallest of
 * |y − forecast| / scale on rows that the model never saw (scale 1 when none is given); with `cells`, of the row's own cell.
 *
 * A new row exchangeable with them lies inside with probability 1 − α or more. With α < 1/(n + 1) both ends are null.
 *
 * `fit`: throws LearnError `wrong_task`, `not_finite`, `bad_param`, `shape_mismatch`.
 * `apply`: [n, 1] forecasts of the same model to [n] ranges; `scale` and `cells` [n] where the fit had them.
 *
 * Source: Lei et al. (2018), J. Am. Stat. Assoc. 113, 1094–1111.
 */
export const splitIntervals = {
  fit({ task, y, forecast }: UnseenForecasts, { alpha, scale, ...cells }: SplitIntervalOptions): SplitIntervalState {
    if (task.kind !== 'regression')
      throw new LearnError('wrong_task', `splitIntervals is for a regression, not ${task.kind}. Use splitSets.`)
    checkAlpha(alpha, 1)
    checkSameLength('y', y, 'forecast', { length: forecast.rows })
    checkFinite('y', y)
    checkFinite('forecast', forecast.data)
    const scales = scalesOf(scale, y.length)
    const scores = y.map((value, i) => Math.abs(value - forecast.data[i]) / scales[i])
    return { scaled: scale !== undefined, quantiles: fitCells(scores, alpha, cells), guarantee: splitGuarantee(alpha) }
  },

  apply(
    { scaled, quantiles }: SplitIntervalState,
    { rows, data }: Matrix,
    { scale, cells }: Pick<SplitIntervalOptions, 'scale' | 'cells'> = {},
  ): ConformalInterval[] {
    if (scaled !== (scale !== undefined))
      throw new LearnError('bad_param', `This was fitted ${scaled ? 'with' : 'without'} a scale for each row. Do the same here.`)
    const scales = scalesOf(scale, rows)
    checkFinite('forecast', data)
    return Array.from(boundsOf(quantiles, rows, cells), (bound, i) => ({
      low: boundOrNull(data[i] - bound * scales[i]),
      high: boundOrNull(data[i] + bound * scales[i]),
    }))
  },
}

function boundOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function scalesOf(scale: ArrayLike<number> | undefined, rows: number): ArrayLike<number> {
  if (!scale) return new Float64Array(rows).fill(1)
  checkSameLength('scale', scale, 'forecast', { length: rows })
  for (let i = 0; i < rows; i++)
    if (!(scale[i] > 0 && scale[i] < Infinity))
      throw new LearnError('bad_param', `scale[${i}] is ${scale[i]}, but scales are above 0. Add a small number to all of them.`)
  return scale
}
