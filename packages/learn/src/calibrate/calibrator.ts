import type { FormulaBuilder } from '../export/builder.ts'
import type { NodeId } from '../export/program.ts'
import type { Matrix } from '../matrix.ts'
import type { OutOfFold } from '../resample/cross-validate.ts'
import type { TaskKind } from '../task.ts'

/**
 * Maps forecast probabilities to calibrated ones. Fitted only on forecasts for rows that the model did not see:
 * `OutOfFold` is a branded type that only cross-validation makes.
 */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds calibrators of every State
export interface Calibrator<State = any> {
  readonly kind: string
  readonly tasks: readonly TaskKind[]
  /** With fewer rows forecast out of fold `fit` throws `too_few_rows`. Absent: any will do. */
  readonly fewestRows?: number
  /** @returns plain JSON data */
  fit(forecasts: OutOfFold): State
  /** [n, k] probabilities to [n, k] probabilities: in `into`, which may be the ones given, else in a matrix of their own. */
  apply(state: State, probabilities: Matrix, into?: Matrix): Matrix
  /** `apply`, written into a program: [k] probabilities to [k] probabilities. */
  lower?(state: State, probabilities: readonly NodeId[], build: FormulaBuilder): readonly NodeId[]
  /** Whether a value read from a file is a state that `apply` can take. @throws LearnError `bad_bundle` */
  check(state: unknown): void
}
