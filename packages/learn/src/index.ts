export type { Calibrator } from './calibrate/calibrator.ts'
export { calibrators } from './calibrate/index.ts'
export { LearnError, type LearnErrorCode } from './errors.ts'
export type { Contributions, FitContext, Learner, Progress } from './learner.ts'
export { learners } from './learners/index.ts'
export { exp, expm1, log, log1p, logit, logSumExp, pow, sigmoid, softmaxInPlace, softplus, tanh } from './math/index.ts'
export { type Matrix, matrix, takeMatrixRows, toMatrix } from './matrix.ts'
export { PROBABILITY_FLOOR, rowLosses } from './metrics/row-losses.ts'
export { rebalancers, steps } from './prepare/index.ts'
export { createRandom, deriveSeed, permutation, type Random } from './random.ts'
export {
  type Choice,
  type FittedRecipe,
  fitRecipe,
  forecast,
  type Input,
  learnerOf,
  prepared,
  type Rebalancer,
  type Recipe,
  type Step,
  uncalibrated,
} from './recipe.ts'
export { crossValidate, crossValidatePart, fixed, type OutOfFold, type Procedure } from './resample/cross-validate.ts'
export { type FoldOptions, planFolds, planGivenFolds } from './resample/plan-folds.ts'
export { type LaterIntakeOptions, planLaterIntake } from './resample/plan-later-intake.ts'
export { type SplitRows, splitPart, splitSample, wholeOf } from './resample/split.ts'
export { checkPlan, type Split, type SplitPlan } from './resample/split-plan.ts'
export { type Candidate, type Tried, type Tuned, type TuneOptions, tune } from './resample/tune.ts'
export { type HeldOut, type Sample, sample, type TrainingPart } from './sample.ts'
export {
  type CategoricalColumn,
  type Column,
  categoricalColumn,
  columnOf,
  type NumericColumn,
  numericColumn,
  selectColumns,
  type Table,
  table,
  takeRows,
} from './table.ts'
export { outputsOf, type Task, type TaskKind } from './task.ts'
