import { checkFinite } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { OutOfFold } from '../../resample/cross-validate.ts'
import { rowLosses } from '../row-losses.ts'

/**
 * Row loss of a minus row loss of b in each repeat, [repeats][n]; 0 where a repeat tests no such row.
 *
 * @throws LearnError `bad_plan` unless a and b forecast the same rows in the same folds; `not_finite`
 */
export function pairedLosses(a: OutOfFold, b: OutOfFold): Float64Array[] {
  if (!same(a.y, b.y) || a.repeats.length !== b.repeats.length || !a.repeats.every((repeat, r) => same(repeat.fold, b.repeats[r].fold))) {
    throw new LearnError('bad_plan', 'The two sides were not forecast on the same rows in the same folds. Cross-validate both on one plan.')
  }
  return a.repeats.map(({ fold, forecast }, r) => {
    const lossA = rowLosses(a.y, forecast, a.task)
    const lossB = rowLosses(b.y, b.repeats[r].forecast, b.task)
    const difference = lossA.map((loss, i) => (fold[i] >= 0 ? loss - lossB[i] : 0))
    checkFinite('difference', difference)
    return difference
  })
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
