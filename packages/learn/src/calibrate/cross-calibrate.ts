import { LearnError } from '../errors.ts'
import { takeMatrixRows } from '../matrix.ts'
import { testedRows } from '../metrics/intervals/tested-rows.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import { foldParts } from './fold-parts.ts'
import { calibrators } from './index.ts'

/**
 * Out-of-fold forecasts calibrated, those of each fold by a calibrator fitted on the other folds of the repeat: neither model nor
 * calibrator saw the row.
 *
 * @returns undefined where some part without a fold has fewer rows than the calibrator asks for
 * @throws LearnError `unknown_kind`; `bad_plan` (fewer than two folds); `too_few_rows`, `wrong_task` as the calibrator does
 */
export function crossCalibrate(forecasts: OutOfFold, kind: string): OutOfFold | undefined {
  if (!Object.hasOwn(calibrators, kind))
    throw new LearnError('unknown_kind', `There is no calibrator called ${kind}. Known: ${Object.keys(calibrators).join(', ')}.`)
  const { fit, apply, fewestRows = 1 } = calibrators[kind]
  const repeats = forecasts.repeats.map(({ forecast, fold }) => ({ forecast: { ...forecast, data: forecast.data.slice() }, fold }))
  for (const { repeat, rows, rest } of foldParts(forecasts)) {
    if (testedRows(rest.repeats[0]).length < fewestRows) return undefined
    const own = apply(fit(rest), takeMatrixRows(forecasts.repeats[repeat].forecast, rows))
    rows.forEach((row, i) => {
      repeats[repeat].forecast.data.set(own.data.subarray(i * own.cols, (i + 1) * own.cols), row * own.cols)
    })
  }
  return { ...forecasts, repeats }
}
