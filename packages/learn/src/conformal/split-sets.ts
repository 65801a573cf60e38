import { checkClasses, checkProbabilities, checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { boundsOf, type CellOptions, type CellQuantiles, fitCells } from './cells.ts'
import { checkAlpha } from './conformal-quantile.ts'
import { type Guarantee, splitGuarantee } from './guarantee.ts'
import { methodFor, newShares, rowOf, type SetMethod, setScores, trueScores } from './set-scores.ts'
import type { UnseenForecasts } from './unseen-forecasts.ts'

export interface SplitSetOptions extends CellOptions {
  readonly alpha: number // in (0, 1): the share of rows whose class may lie outside
  readonly method?: SetMethod // default `contiguous` for ordered classes, else `adaptive`
  /** Given: randomised sets, whose coverage is 1 − α to within 1/(n + 1), but which may be empty. Nothing to `lac`. */
  readonly seed?: number
}

export interface SplitSetState {
  readonly method: SetMethod
  readonly randomised: boolean
  readonly classes: number
  readonly quantiles: CellQuantiles
  readonly guarantee: Guarantee
}

/**
 * Split conformal sets of classes. With q the ⌈(n + 1)(1 − α)⌉-th smallest score of the classes that came true, on rows that the
 * model never saw (with `cells`, of the row's own cell), a new row's set is
 *
 * - `lac`: every class with 1 − p_c ≤ q;
 * - `adaptive`, `contiguous`: classes in their order of entry (see `SetMethod`) while the probability gathered before is at most q:
 *   up to and including the one that crosses q, so never empty. The score is the probability of what enters before the class. With a
 *   seed it is that and a drawn share of the class's own, and the last class is taken or left accordingly.
 *
 * A new row's class is in its set with probability 1 − α or more. With α < 1/(n + 1) every class is. A smaller α never takes a
 * class away.
 *
 * `fit`: throws LearnError `wrong_task` (a regression; `contiguous` without order), `bad_param`, `shape_mismatch`.
 * `apply`: [n, k] probabilities of the same model to [n] lists of class positions, rising; `cells` where the fit had them; a seed,
 * another for each batch, where the fit had one.
 */
export const splitSets = {
  fit({ task, y, forecast }: UnseenForecasts, { alpha, method: asked, seed, ...cells }: SplitSetOptions): SplitSetState {
    const method = methodFor(task, asked)
    checkAlpha(alpha, 1)
    checkSameLength('y', y, 'forecast', { length: forecast.rows })
    checkClasses('y', y, forecast.cols)
    const scores = trueScores(method, y, forecast, seed)
    return {
      method,
      randomised: method !== 'lac' && seed !== undefined,
      classes: forecast.cols,
      quantiles: fitCells(scores, alpha, cells),
      guarantee: splitGuarantee(alpha),
    }
  },

  apply(
    { method, randomised, classes, quantiles }: SplitSetState,
    forecast: Matrix,
    { cells, seed }: Pick<SplitSetOptions, 'cells' | 'seed'> = {},
  ): number[][] {
    if (forecast.cols !== classes)
      throw new LearnError('shape_mismatch', `The sets were fitted on ${classes} classes, but the forecast has ${forecast.cols}.`)
    checkProbabilities('forecast', forecast)
    const shares = newShares(forecast.rows, randomised, seed)
    return Array.from(boundsOf(quantiles, forecast.rows, cells), (bound, i) =>
      setScores(method, rowOf(forecast, i), shares[i]).flatMap((score, c) => (score <= bound ? [c] : [])),
    )
  },
}
