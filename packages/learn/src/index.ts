export { decodeBase64, encodeBase64 } from './bundle/base64.ts'
export { type Bundle, decodeBundle, encodeBundle } from './bundle/bundle.ts'
export { canonicalJson } from './bundle/canonical-json.ts'
export { decodeFloats, encodeFloats } from './bundle/floats.ts'
export { type BundleStep, defineSteps, type Ladder } from './bundle/ladder.ts'
export { sha256 } from './bundle/sha256.ts'
export { checkShape, type Shape, shape } from './bundle/shape.ts'
export { type BetaState, beta } from './calibrate/beta.ts'
export { type CalibrationBin, calibrationBins } from './calibrate/calibration-bins.ts'
export { type CalibrationLine, calibrationLine } from './calibrate/calibration-line.ts'
export type { Calibrator } from './calibrate/calibrator.ts'
export {
  type ChooseCalibratorOptions,
  type ChosenCalibrator,
  chooseCalibrator,
  type TriedCalibrator,
} from './calibrate/choose-calibrator.ts'
export { crossCalibrate } from './calibrate/cross-calibrate.ts'
export { calibrators } from './calibrate/index.ts'
export { type IsotonicState, isotonic } from './calibrate/isotonic.ts'
export type { Curve } from './calibrate/isotonic-curve.ts'
export { type PlattState, platt } from './calibrate/platt.ts'
export { type TemperatureState, temperature } from './calibrate/temperature.ts'
export { type VectorState, vector } from './calibrate/vector.ts'
export { checkFitted } from './check-fitted.ts'
export { compileForecast } from './compile-forecast.ts'
export type { CellOptions, CellQuantiles } from './conformal/cells.ts'
export { conformalQuantile } from './conformal/conformal-quantile.ts'
export { type CrossIntervalState, crossIntervals } from './conformal/cross-intervals.ts'
export { type CrossSetOptions, type CrossSetState, crossSets } from './conformal/cross-sets.ts'
export type { Guarantee } from './conformal/guarantee.ts'
export { type MeasuredCoverage, measuredCoverage } from './conformal/measured-coverage.ts'
export { type OutOfFoldRegionOptions, type OutOfFoldRegions, outOfFoldRegions } from './conformal/out-of-fold-regions.ts'
export type { SetMethod } from './conformal/set-scores.ts'
export {
  type ConformalInterval,
  type SplitIntervalOptions,
  type SplitIntervalState,
  splitIntervals,
} from './conformal/split-intervals.ts'
export { type SplitSetOptions, type SplitSetState, splitSets } from './conformal/split-sets.ts'
export { type UnseenForecasts, unseenForecasts, unseenOutOfFold } from './conformal/unseen-forecasts.ts'
export { LearnError, type LearnErrorCode, learnErrorCodes } from './errors.ts'
export {
  type Change,
  type Counterfactual,
  type CounterfactualOptions,
  type Counterfactuals,
  counterfactuals,
} from './explain/counterfactuals.ts'
export type { Goal } from './explain/goal.ts'
export type { Actionable } from './explain/moves.ts'
export { type PartialDependence, type PartialDependenceOptions, partialDependence } from './explain/partial-dependence.ts'
export {
  type ColumnImportance,
  type PermutationImportance,
  type PermutationOptions,
  permutationImportance,
  pooledPermutationImportance,
} from './explain/permutation-importance.ts'
export { type CardBand, type CardPart, type ScoringCard, scoringCard } from './export/card/card.ts'
export type { BandContent } from './export/card/contents.ts'
export type { CardTotal } from './export/card/totals.ts'
export { evaluateProgram } from './export/evaluate.ts'
export { writeJavaScript } from './export/javascript.ts'
export { lowerRecipe } from './export/lower.ts'
export { type OnnxOptions, writeOnnx } from './export/onnx/onnx.ts'
export { type OnnxInput, onnxInputs } from './export/onnx/onnx-inputs.ts'
export type { Ensemble, FormulaNode, FormulaProgram, LinearTerm, NodeId } from './export/program.ts'
export type { RawValues } from './export/raw-values.ts'
export type { SqlDialect } from './export/sql/dialects.ts'
export { type SqlOptions, writeSql } from './export/sql/sql.ts'
export type { Engine, ForeignFeature, ForeignModel, Link, Rounds } from './import/foreign-model.ts'
export { readModelFile } from './import/read-model-file.ts'
export { inputShares } from './input-shares.ts'
export {
  type KernelThreads,
  startThreads,
  type ThreadOptions,
  WORTH_THREADS,
} from './kernel/threads.ts'
export type { Workspace } from './kernel/workspace.ts'
export type { Contributions, FitContext, Learner, Progress, ScoreScale, Uncertainty } from './learner.ts'
export { type BinContent, type ColumnCurve, type CurveBin, curves } from './learners/additive/curves.ts'
export { type CurveChange, type CurveEdit, editCurve } from './learners/additive/edit-curve.ts'
export type { AdditiveColumn, AdditiveModel, AdditivePair } from './learners/additive/model.ts'
export type { AdditiveParams } from './learners/additive/params.ts'
export { type PairSurface, surfaces } from './learners/additive/surfaces.ts'
export type { BaselineModel, BaselineParams } from './learners/baseline/baseline.ts'
export { boostColumns, type ColumnSource } from './learners/boosting/boost-columns.ts'
export { boostingBytes, type FitBytes, type FitSizes } from './learners/boosting/fit-bytes.ts'
export type { BoostingModel } from './learners/boosting/model.ts'
export type { BoostingParams } from './learners/boosting/params.ts'
export type { ForestModel } from './learners/forest/model.ts'
export { outOfBag } from './learners/forest/out-of-bag.ts'
export type { ForestParams } from './learners/forest/params.ts'
export { type FeatureColumn, importedModel } from './learners/imported/imported-model.ts'
export type { ImportedColumn, ImportedModel } from './learners/imported/model.ts'
export { learners } from './learners/index.ts'
export type { LinearModel } from './learners/linear/model.ts'
export { type LinearPath, type LinearPathParams, linearPath } from './learners/linear/path.ts'
export type { LinearParams } from './learners/linear/set-up.ts'
export type { NetworkModel } from './learners/network/model.ts'
export type { NetworkParams } from './learners/network/params.ts'
export type { StackParams } from './learners/stack/params.ts'
export type { StackModel } from './learners/stack/stack.ts'
export { exp, expm1, log, log1p, logit, logSumExp, pow, sigmoid, softmaxInPlace, softplus, tanh } from './math/index.ts'
export { studentTCdf, studentTQuantile } from './math/student-t.ts'
export { type Matrix, matrix, takeMatrixRows, toMatrix } from './matrix.ts'
export { accuracy } from './metrics/accuracy.ts'
export { averageClassScore } from './metrics/average-class-score.ts'
export { averagePrecision } from './metrics/average-precision.ts'
export { balancedAccuracy } from './metrics/balanced-accuracy.ts'
export { brier } from './metrics/brier.ts'
export { type ClassScore, classScores } from './metrics/class-scores.ts'
export { confusionMatrix } from './metrics/confusion-matrix.ts'
export { calibrationErrorByChance, equalCountCalibrationError } from './metrics/equal-count-calibration-error.ts'
export { expectedCalibrationError } from './metrics/expected-calibration-error.ts'
export { fromConfusion } from './metrics/from-confusion.ts'
export { metrics } from './metrics/index.ts'
export { type BootstrapOptions, bootstrapInterval, bootstrapIntervals, type LevelInterval } from './metrics/intervals/bootstrap-interval.ts'
export { type PairedBootstrapInterval, pairedBootstrapInterval } from './metrics/intervals/paired-bootstrap-interval.ts'
export { type PairedDifference, pairedDifference } from './metrics/intervals/paired-difference.ts'
export { type PairedInterval, pairedInterval } from './metrics/intervals/paired-interval.ts'
export { quantile } from './metrics/intervals/quantile.ts'
export { resampler } from './metrics/intervals/resample.ts'
export { testedRows } from './metrics/intervals/tested-rows.ts'
export { wilsonInterval } from './metrics/intervals/wilson-interval.ts'
export { wilsonOverGroups } from './metrics/intervals/wilson-over-groups.ts'
export { logLoss } from './metrics/log-loss.ts'
export { meanAbsoluteError } from './metrics/mean-absolute-error.ts'
export { type Metric, metric, type Weighted } from './metrics/metric.ts'
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
export { type Derivation, derivedValues, inputsOf } from './prepare/derive/derivation.ts'
export type { Measure } from './prepare/derive/find-measures.ts'
export type { Pair } from './prepare/derive/find-shares.ts'
export { type DeriveParams, type DeriveState, derive } from './prepare/derive.ts'
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
export { type TargetEncodeParams, type TargetEncodeState, targetEncode } from './prepare/target-encode.ts'
export { createRandom, deriveSeed, permutation, type Random } from './random.ts'
export {
  type Choice,
  derivationsOf,
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
export { type Blend, blendOf } from './resample/blend.ts'
export { blendWeights } from './resample/blend-weights.ts'
export { crossValidate, crossValidatePart, fixed, joinForecasts, type OutOfFold, type Procedure } from './resample/cross-validate.ts'
export type { SearchMemory } from './resample/judge-all.ts'
export { meanRowLosses, type Tried } from './resample/leaderboard.ts'
export { type EarlierTermsOptions, planEarlierTerms } from './resample/plan-earlier-terms.ts'
export { type FoldOptions, planFolds, planGivenFolds } from './resample/plan-folds.ts'
export { type Calendar, type LaterIntakeOptions, planLaterIntake } from './resample/plan-later-intake.ts'
export { planWholeBlocks, type WholeBlocksOptions } from './resample/plan-whole-blocks.ts'
export { type OnlySplits, type SplitRows, splitPart, splitSample, wholeOf } from './resample/split.ts'
export { checkPlan, type Split, type SplitPlan } from './resample/split-plan.ts'
export { takeForecasts, testedForecasts } from './resample/take-forecasts.ts'
export { type Budget, type Candidate, type Tuned, type TuneOptions, tune } from './resample/tune.ts'
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
export type { TreeColumn } from './trees/column-values.ts'
