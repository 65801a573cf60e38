import type { OutOfFold } from '../../resample/cross-validate.ts'

/** Rows that a repeat forecast, in rising order: all of them in fold plans, the later intake alone in the other. */
export function testedRows({ fold }: OutOfFold['repeats'][number]): Int32Array {
  return Int32Array.from(fold, (_, i) => i).filter(i => fold[i] >= 0)
}
