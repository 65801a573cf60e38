import { checkFinite } from '../check.ts'
import { LearnError } from '../errors.ts'
import { takeMatrixRows } from '../matrix.ts'
import { type PairedDifference, pairedDifference } from '../metrics/intervals/paired-difference.ts'
import { testedRows } from '../metrics/intervals/tested-rows.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import type { Calibrator } from './calibrator.ts'
import { calibrators } from './index.ts'

export interface ChooseCalibratorOptions {
  /** Names from `calibrators` that may be chosen; default all. `none` is always tried. */
  readonly among?: readonly string[]
}

/** What was tried: `none` or a calibrator's name. */
export interface TriedCalibrator extends PairedDifference {
  readonly name: string
  readonly loss: number // mean over rows and repeats, on folds that the calibrator was not fitted on
}

export interface ChosenCalibrator {
  /** Fitted on all forecasts, as a fitted recipe keeps it. Absent: none is the choice. */
  readonly chosen?: { readonly kind: string; readonly state: unknown }
  readonly tried: readonly TriedCalibrator[] // simplest first; worseBy than the lowest loss
}

/**
 * Chooses among no calibrator and those that can do the task, by the log loss of calibrated forecasts that are themselves out of
 * fold: for each repeat and fold f, a calibrator is fitted on the other folds' forecasts and judged on those of f. The plan kept
 * groups in one fold, so they stay together here.
 *
 * The simplest within one standard error of the lowest loss is chosen, on paired differences of row losses (of groups, where rows
 * have them); simplest first: none, temperature, platt, beta, vector, isotonic. Isotonic is tried only where every part without a
 * fold has the rows that it asks for. A regression is left as it is.
 *
 * @throws LearnError `unknown_kind`; `bad_plan` (fewer than two folds); `too_few_rows`, `bad_param` as the calibrators do
 *
 * Source of the rule: Breiman et al. (1984), Classification and Regression Trees, section 3.4.3.
 */
export function chooseCalibrator(forecasts: OutOfFold, { among }: ChooseCalibratorOptions = {}): ChosenCalibrator {
  const unknown = among?.find(kind => !Object.hasOwn(calibrators, kind))
  if (unknown !== undefined)
    throw new LearnError('unknown_kind', `There is no calibrator called ${unknown}. Known: ${Object.keys(calibrators).join(', ')}.`)
  const parts = partsOf(forecasts)
  const fewest = Math.min(...parts.map(({ rest }) => testedRows(rest.repeats[0]).length))
  const able = Object.values(calibrators).filter(
    ({ kind, tasks, fewestRows = 1 }) => (among?.includes(kind) ?? true) && tasks.includes(forecasts.task.kind) && fewest >= fewestRows,
  )
  const options = [undefined, ...able]
  const losses = options.map(calibrator => crossFittedLosses(forecasts, parts, calibrator))
  for (const own of losses) checkFinite('loss of a forecast', own)
  const means = losses.map(own => own.reduce((sum, loss) => sum + loss, 0) / own.length)
  const best = means.indexOf(Math.min(...means))
  const groups = forecasts.groups && testedAnywhere(forecasts).map(i => forecasts.groups![i])
  const tried = options.map((calibrator, c) => ({
    name: calibrator?.kind ?? 'none',
    loss: means[c],
    ...pairedDifference(losses[c], losses[best], groups),
  }))
  const chosen = options[tried.findIndex(({ worseBy, standardError }) => worseBy <= standardError)]
  return { ...(chosen && { chosen: { kind: chosen.kind, state: chosen.fit(forecasts) } }), tried }
}

interface Part {
  readonly repeat: number
  readonly rows: Int32Array // of one fold
  readonly rest: OutOfFold // the forecasts of that repeat without them
}

function partsOf(forecasts: OutOfFold): Part[] {
  if (forecasts.repeats.length === 0)
    throw new LearnError('too_few_rows', 'Choosing a calibrator needs rows forecast out of fold, got none.')
  return forecasts.repeats.flatMap(({ forecast, fold }, repeat) => {
    const folds = [...new Set(fold)].filter(f => f >= 0)
    if (folds.length < 2)
      throw new LearnError('bad_plan', `A calibrator is chosen over at least 2 folds, got ${folds.length}. Cross-validate in folds.`)
    return folds.map(f => ({
      repeat,
      rows: Int32Array.from(fold, (_, i) => i).filter(i => fold[i] === f),
      rest: { ...forecasts, repeats: [{ forecast, fold: fold.map(own => (own === f ? -1 : own)) }] },
    }))
  })
}

/** Each forecast row's loss, averaged over the repeats that forecast it. */
function crossFittedLosses({ task, y, repeats }: OutOfFold, parts: readonly Part[], calibrator: Calibrator | undefined): Float64Array {
  const sum = new Float64Array(y.length)
  const times = new Float64Array(y.length)
  for (const { repeat, rows, rest } of parts) {
    const raw = takeMatrixRows(repeats[repeat].forecast, rows)
    const own = calibrator ? calibrator.apply(calibrator.fit(rest), raw) : raw
    const losses = rowLosses(
      Array.from(rows, i => y[i]),
      own,
      task,
    )
    rows.forEach((row, i) => {
      sum[row] += losses[i]
      times[row]++
    })
  }
  return sum.map((total, i) => total / times[i]).filter((_, i) => times[i] > 0)
}

function testedAnywhere({ y, repeats }: OutOfFold): Int32Array {
  return Int32Array.from(y, (_, i) => i).filter(i => repeats.some(({ fold }) => fold[i] >= 0))
}
