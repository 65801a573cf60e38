import { checkFinite } from '../check.ts'
import { LearnError } from '../errors.ts'
import { takeMatrixRows } from '../matrix.ts'
import { type PairedDifference, pairedDifference } from '../metrics/intervals/paired-difference.ts'
import { testedRows } from '../metrics/intervals/tested-rows.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import type { Calibrator } from './calibrator.ts'
import { type FoldPart, foldParts } from './fold-parts.ts'
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
  const parts = foldParts(forecasts)
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

/** Each forecast row's loss, averaged over the repeats that forecast it. */
function crossFittedLosses({ task, y, repeats }: OutOfFold, parts: readonly FoldPart[], calibrator: Calibrator | undefined): Float64Array {
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
