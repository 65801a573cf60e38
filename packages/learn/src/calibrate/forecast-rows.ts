import { checkClasses, checkProbabilities } from '../check.ts'
import { LearnError } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'

/**
 * Every forecast of every repeat below one another: y [m], probabilities [m, k]; and how many rows of the sample were forecast.
 *
 * @throws LearnError `too_few_rows` when nothing was forecast; `bad_param` (not probabilities; not classes)
 */
export function forecastRows({ y, repeats }: OutOfFold): { y: Float64Array; probabilities: Matrix; rows: number } {
  const k = repeats[0]?.forecast.cols ?? 0
  const truth: number[] = []
  const values: number[] = []
  const seen = new Set<number>()
  for (const { forecast, fold } of repeats) {
    for (let i = 0; i < y.length; i++) {
      if (fold[i] < 0) continue
      seen.add(i)
      truth.push(y[i])
      for (let c = 0; c < k; c++) values.push(forecast.data[i * k + c])
    }
  }
  if (seen.size === 0) throw new LearnError('too_few_rows', 'Calibration needs rows forecast out of fold, got none.')
  const probabilities = matrix(truth.length, k, values)
  checkProbabilities('forecasts', probabilities)
  checkClasses('y', truth, k)
  return { y: Float64Array.from(truth), probabilities, rows: seen.size }
}
