import type { TrainingPart } from '../../sample.ts'
import { type PresentClasses, presentClasses } from '../linear/present-classes.ts'
import { spreadOf } from './inputs.ts'

export interface CodedTarget {
  readonly y: Float64Array // [n] what the losses read
  readonly k: number // classes that y counts, 1 in a regression
  readonly mean: number
  readonly scale: number
  readonly present?: PresentClasses // ordinal: y counts these alone
}

/**
 * The target as it is trained on: standardised values (a constant one as 0), class positions, and in an ordinal task positions
 * among the classes that have rows (the thresholds of the others are set afterwards).
 *
 * @throws LearnError `too_few_rows` when all rows are of one class; `not_finite` where squares overflow
 */
export function codedTarget({ task, y }: TrainingPart, weights: Float64Array): CodedTarget {
  if (task.kind === 'regression') {
    const { mean, sd } = spreadOf('The target', y, weights)
    const scale = sd === 0 ? 1 : sd
    return { y: y.map(v => (v - mean) / scale), k: 1, mean, scale }
  }
  const present = presentClasses(y, weights, task.classes)
  if (task.kind !== 'ordinal') return { y, k: task.classes.length, mean: 0, scale: 1 }
  return { y: Float64Array.from(present.codes), k: present.classes.length, mean: 0, scale: 1, present }
}
