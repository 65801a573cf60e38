export { decodeBase64, encodeBase64 } from './bundle/base64.ts'
export { type Bundle, decodeBundle, encodeBundle } from './bundle/bundle.ts'
export { canonicalJson } from './bundle/canonical-json.ts'
export { decodeFloats, encodeFloats } from './bundle/floats.ts'
export { type BundleStep, defineSteps, type Ladder } from './bundle/ladder.ts'
export { sha256 } from './bundle/sha256.ts'
export { checkShape, type Shape, shape } from './bundle/shape.ts'
export { type CalibrationBin, calibrationBins } from './calibrate/calibration-bins.ts'
export { type CalibrationLine, calibrationLine } from './calibrate/calibration-line.ts'
export type { Calibrator } from './calibrate/calibrator.ts'
export { calibrators } from './calibrate/index.ts'
export { type PlattState, platt } from './calibrate/platt.ts'
export { type TemperatureState, temperature } from './calibrate/temperature.ts'
export { checkFitted } from './check-fitted.ts'
export { compileForecast } from './compile-forecast.ts'
export { LearnError, type LearnErrorCode, learnErrorCodes } from './errors.ts'
export type { Contributions, FitContext, Learner, Progress, ScoreScale, Uncertainty } from './learner.ts'
export type { BaselineModel, BaselineParams } from './learners/baseline/baseline.ts'
export type { BoostingModel } from './learners/boosting/model.ts'
export type { BoostingParams } from './learners/boosting/params.ts'
export { learners } from './learners/index.ts'
export type { LinearParams } from './learners/linear/linear.ts'
export type { LinearModel } from './learners/linear/model.ts'
export { exp, expm1, log, log1p, logit, logSumExp, pow, sigmoid, softmaxInPlace, softplus, tanh } from './math/index.ts'
export { type Matrix, matrix, takeMatrixRows, toMatrix } from './matrix.ts'
export { accuracy } from './metrics/accuracy.ts'
export { averageClassScore } from './metrics/average-class-score.ts'
export { averagePrecision } from './metrics/average-precision.ts'
export { balancedAccuracy } from './metrics/balanced-accuracy.ts'
export { brier } from './metrics/brier.ts'
export { type ClassScore, classScores } from './metrics/class-scores.ts'
export { confusionMatrix } from './metrics/confusion-matrix.ts'
export { expectedCalibrationError } from './metrics/expected-calibration-error.ts'
export { metrics } from './metrics/index.ts'
export { type BootstrapOptions, bootstrapInterval, bootstrapIntervals, type LevelInterval } from './metrics/intervals/bootstrap-interval.ts'
export { type PairedBootstrapInterval, pairedBootstrapInterval } from './metrics/intervals/paired-bootstrap-interval.ts'
export { type PairedInterval, pairedInterval } from './metrics/intervals/paired-interval.ts'
export { testedRows } from './metrics/intervals/tested-rows.ts'
export { wilsonInterval } from './metrics/intervals/wilson-interval.ts'
export { logLoss } from './metrics/log-loss.ts'
export { meanAbsoluteError } from './metrics/mean-absolute-error.ts'
export type { Metric, Weighted } from './metrics/metric.ts'
export { mostLikely } from './metrics/most-likely.ts'
export { quadraticWeightedKappa } from './metrics/quadratic-weighted-kappa.ts'
export { r2 } from './metrics/r2.ts'
export { rankedProbabilityScore } from './metrics/ranked-probability-score.ts'
export { rmse } from './metrics/rmse.ts'
export { rocAuc } from './metrics/roc-auc.ts'
export { rocAucOneVsOne, rocAucOneVsRest } from './metrics/roc-auc-multiclass.ts'
export { PROBABILITY_FLOOR, rowLosses } from './metrics/row-losses.ts'
export { adasyn } from './prepare/adasyn.ts'
export { type ClassWeightsParams, classWeights } from './prepare/class-weights.ts'
export { type ClipParams, clip } from './prepare/clip.ts'
export { type ImputeParams, impute } from './prepare/impute.ts'
export { rebalancers, steps } from './prepare/index.ts'
export { type OneHotParams, oneHot } from './prepare/one-hot.ts'
export { ordinalCodes } from './prepare/ordinal-codes.ts'
export { type OverSampleParams, overSample } from './prepare/over-sample.ts'
export type { OverSamplingTarget } from './prepare/over-sampling-plan.ts'
export { type ScreenParams, type ScreenState, screen } from './prepare/screen.ts'
export { type SelectParams, select } from './prepare/select.ts'
export { type SmoteParams, smote } from './prepare/smote.ts'
export { smoteNc } from './prepare/smote-nc.ts'
export { standardScale } from './prepare/standard-scale.ts'
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
