import { LearnError } from '../errors.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'

/** One fold against the others of its repeat. */
export interface FoldPart {
  readonly repeat: number
  readonly rows: Int32Array // of one fold
  readonly rest: OutOfFold // the forecasts of that repeat without them
}

/** @throws LearnError `bad_plan` (fewer than two folds); `too_few_rows` */
export function foldParts(forecasts: OutOfFold): FoldPart[] {
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
