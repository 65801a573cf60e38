import { logit } from '../../math/index.ts'
import type { PresentClasses } from './present-classes.ts'

/**
 * The thresholds of all classes, [k − 1], from those between the classes that have rows.
 *
 * A class without rows gets at most ½ / (n + 1) on every training row (for each of several at one end): between other classes
 * its thresholds lie just that far apart, at an end they lie beyond all training scores.
 *
 * @param cuts  [present classes − 1], strictly rising; what follows in the array is not read
 * @param range the lowest and the highest score of the training rows
 */
export function allThresholds(
  { classes, absentShare }: PresentClasses,
  k: number,
  cuts: ArrayLike<number>,
  range: readonly [number, number],
): number[] {
  const first = classes[0]
  const last = classes[classes.length - 1]
  const out: number[] = []
  for (let c = 0; c < first; c++) out.push(Math.min(range[0] + logit((c + 1) * absentShare), cuts[0] - 4 * absentShare * (first - c)))
  for (let p = 0; p + 1 < classes.length; p++) {
    // the slope of the sigmoid is at most ¼, so a gap of 4ε holds at most ε
    const gaps = classes[p + 1] - classes[p] - 1
    for (let g = 0; g <= gaps; g++) out.push(cuts[p] + 4 * absentShare * (g - gaps / 2))
  }
  const top = out[out.length - 1]
  for (let c = last; c < k - 1; c++) {
    out.push(Math.max(range[1] - logit((k - 1 - c) * absentShare), top + 4 * absentShare * (c - last + 1)))
  }
  return out
}
