import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { classScores } from './class-scores.ts'

/**
 * Precision, recall or F1 averaged over classes.
 *
 *   macro: every class that occurs or is forecast counts the same;  weighted: by its number of true rows
 *
 * As scikit-learn's `average='macro'` and `'weighted'` with zero_division 0: classes that neither occur nor are forecast are left out.
 *
 * @param confusion [k, k] counts, rows true, columns forecast
 * @returns in [0, 1], higher is better
 * @throws LearnError `metric_undefined` when the matrix counts no row
 * @example averageClassScore(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1], 2), 'recall', 'macro') // 0.75
 */
export function averageClassScore(confusion: Matrix, which: 'precision' | 'recall' | 'f1', average: 'macro' | 'weighted'): number {
  let sum = 0
  let total = 0
  for (const score of classScores(confusion)) {
    if (score.support + score.predicted === 0) continue
    const weight = average === 'macro' ? 1 : score.support
    sum += weight * score[which]
    total += weight
  }
  if (total === 0) throw new LearnError('metric_undefined', `${which} of no rows is undefined. Give at least one row.`)
  return sum / total
}
