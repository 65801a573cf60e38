import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { classScores } from './class-scores.ts'

/**
 * Mean recall of the classes that occur: accuracy as if every class were equally common.
 *
 * @param confusion [k, k] counts, rows true, columns forecast
 * @returns in [0, 1], higher is better; 1/k for a forecast that ignores the row
 * @throws LearnError `metric_undefined` when the matrix counts no row
 *
 * A class without true rows is left out, as in scikit-learn. Source: Brodersen et al. (2010), ICPR, 3121–3124.
 *
 * @example balancedAccuracy(confusionMatrix([0, 0, 0, 1], [0, 0, 0, 0], 2)) // 0.5
 */
export function balancedAccuracy(confusion: Matrix): number {
  const occurring = classScores(confusion).filter(({ support }) => support > 0)
  if (occurring.length === 0) throw new LearnError('metric_undefined', 'balancedAccuracy of no rows is undefined. Give at least one row.')
  return occurring.reduce((sum, { recall }) => sum + recall, 0) / occurring.length
}
