import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'

/**
 * The rows of each fold, [folds], of forecasts that test every row once.
 *
 * @throws LearnError `bad_plan` (several repeats; rows never tested; a single fold)
 */
export function foldRows({ repeats }: OutOfFold): number[][] {
  if (repeats.length !== 1)
    throw new LearnError('bad_plan', `CV+ is of one repeat, got ${repeats.length}. Cross-validate once, or use more folds.`)
  const [{ fold }] = repeats
  if (fold.includes(-1)) throw new LearnError('bad_plan', 'CV+ needs every row forecast out of fold once. Use a plan of folds.')
  const rows = Array.from({ length: fold.reduce((most, f) => Math.max(most, f), -1) + 1 }, (): number[] => [])
  fold.forEach((f, i) => {
    rows[f].push(i)
  })
  if (rows.length < 2) throw new LearnError('bad_plan', `CV+ needs at least 2 folds, got ${rows.length}. Use splitIntervals or splitSets.`)
  return rows
}

/** @returns how many new rows every fold's model forecast; throws `shape_mismatch` */
export function checkFoldForecasts(forecasts: readonly Matrix[], folds: number, outputs: number): number {
  if (forecasts.length !== folds)
    throw new LearnError('shape_mismatch', `There were ${folds} folds, but ${forecasts.length} forecasts. Give one of each fold's model.`)
  const [{ rows }] = forecasts
  for (const { rows: own, cols } of forecasts) {
    if (own !== rows || cols !== outputs)
      throw new LearnError('shape_mismatch', `Each fold's forecast must be ${rows} × ${outputs}, got ${own} × ${cols}.`)
  }
  return rows
}
