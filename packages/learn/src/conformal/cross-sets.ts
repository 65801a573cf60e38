import { checkClasses, checkProbabilities } from '../check.ts'
import type { Matrix } from '../matrix.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import { checkAlpha, conformalRank } from './conformal-quantile.ts'
import { checkFoldForecasts, foldRows } from './folds.ts'
import { crossGuarantee, type Guarantee } from './guarantee.ts'
import { methodFor, newShares, rowOf, type SetMethod, setScores, trueScores } from './set-scores.ts'

export interface CrossSetOptions {
  readonly alpha: number // in (0, 0.5): the share of rows whose class may lie outside
  readonly method?: SetMethod // default `contiguous` for ordered classes, else `adaptive`
  /** Given: randomised sets. Nothing to `lac`. */
  readonly seed?: number
}

export interface CrossSetState {
  readonly alpha: number
  readonly method: SetMethod
  readonly randomised: boolean
  readonly classes: number
  readonly scores: readonly (readonly number[])[] // [folds][rows of the fold] of the classes that came true, rising
  readonly guarantee: Guarantee
}

/**
 * CV+ sets of classes on few rows, where none can be spared for calibration.
 *
 * With E_i the out-of-fold score of row i in fold k(i), and E_k(c) the score of class c of a new row by the model fitted without
 * fold k, the set is
 *
 *   { c : #{ i : E_i < E_k(i)(c) } < (1 − α)(n + 1) }
 *
 * and holds the class with the probability in `guarantee` (1 − 2α and a little less), near 1 − α in practice. Scores are those of
 * `splitSets`. Where the models of the folds disagree a `contiguous` set might have a gap: it is filled. A set may be empty
 * where they disagree much. With α < 1/(n + 1) every class is in.
 *
 * `fit(forecasts, options)`: throws LearnError `wrong_task`, `bad_plan` (not one repeat that tests every row, in folds of about
 * equal size), `bad_param`.
 * `apply(state, foldForecasts, { seed })`: [folds] matrices [n, k], the forecasts of the same new rows by each fold's model, in the
 * order of the plan; to [n] lists of class positions, rising. A seed, another for each batch, where the fit had one.
 *
 * Source: Romano, Sesia & Candès (2020), NeurIPS (CV+); of any score: Gupta, Kuchibhotla & Ramdas (2022), Pattern Recognition 127.
 */
export const crossSets = {
  fit(forecasts: OutOfFold, { alpha, method: asked, seed }: CrossSetOptions): CrossSetState {
    const { task, y } = forecasts
    const method = methodFor(task, asked)
    checkAlpha(alpha, 0.5)
    const rows = foldRows(forecasts)
    const [{ forecast }] = forecasts.repeats
    checkClasses('y', y, forecast.cols)
    const scores = trueScores(method, y, forecast, seed)
    return {
      alpha,
      method,
      randomised: method !== 'lac' && seed !== undefined,
      classes: forecast.cols,
      scores: rows.map(own => own.map(i => scores[i]).sort((a, b) => a - b)),
      guarantee: crossGuarantee(alpha, y.length, rows.length),
    }
  },

  apply(
    { alpha, method, randomised, classes, scores }: CrossSetState,
    foldForecasts: readonly Matrix[],
    { seed }: Pick<CrossSetOptions, 'seed'> = {},
  ): number[][] {
    const rows = checkFoldForecasts(foldForecasts, scores.length, classes)
    for (const forecast of foldForecasts) checkProbabilities('forecast', forecast)
    const rank = conformalRank(
      scores.reduce((sum, own) => sum + own.length, 0),
      alpha,
    )
    const shares = newShares(rows, randomised, seed)
    return Array.from({ length: rows }, (_, row) => {
      const below = new Float64Array(classes)
      scores.forEach((own, k) => {
        setScores(method, rowOf(foldForecasts[k], row), shares[row]).forEach((score, c) => {
          below[c] += countBelow(own, score)
        })
      })
      const set = Array.from(below.keys()).filter(c => below[c] < rank)
      return method === 'contiguous' ? filled(set) : set
    })
  },
}

/** How many of the rising scores lie below `score`. */
function countBelow(scores: readonly number[], score: number): number {
  let low = 0
  let high = scores.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (scores[middle] < score) low = middle + 1
    else high = middle
  }
  return low
}

function filled(set: readonly number[]): number[] {
  return set.length === 0 ? [] : Array.from({ length: set.at(-1)! - set[0] + 1 }, (_, j) => set[0] + j)
}
