import { LearnError } from '../../errors.ts'

export interface PresentClasses {
  readonly classes: readonly number[] // positions of the classes that have rows, rising
  readonly codes: Int32Array // [n] y as positions in `classes`
  readonly shares: readonly number[] // [classes.length] weighted, they sum to 1
  /** The most that a class without rows may get on any training row: ½ / (n + 1). */
  readonly absentShare: number
}

/**
 * The classes that a training part really holds. A fold may lack a rare one; its column in the forecast stays.
 *
 * @throws LearnError `too_few_rows` when there is only one
 */
export function presentClasses(y: Float64Array, weights: Float64Array, classes: readonly string[]): PresentClasses {
  const sums = new Float64Array(classes.length)
  const seen = new Set(y)
  for (let i = 0; i < y.length; i++) sums[y[i]] += weights[i]
  const present = classes.map((_, c) => c).filter(c => seen.has(c))
  if (present.length < 2) {
    throw new LearnError(
      'too_few_rows',
      `All ${y.length} rows are of class ${classes[present[0]]}, and a classifier needs rows of two. Use fewer folds or a larger training part.`,
    )
  }
  const position = new Int32Array(classes.length)
  present.forEach((c, p) => {
    position[c] = p
  })
  return {
    classes: present,
    codes: Int32Array.from(y, c => position[c]),
    shares: present.map(c => sums[c]),
    absentShare: 0.5 / (y.length + 1),
  }
}
