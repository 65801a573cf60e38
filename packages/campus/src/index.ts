export type { Bundle } from './bundle.ts'
export { checkCodebook } from './codebook/check-codebook.ts'
export { type Code, type Codebook, type Field, fieldOf, ROLES, type Role, type Scale } from './codebook/codebook.ts'
export { type DataPackage, type DataPackageField, decodeCodebook, encodeCodebook } from './codebook/datapackage.ts'
export { datasetHash, sameCodebook } from './codebook/dataset-hash.ts'
export { guessCodebook } from './codebook/guess-codebook.ts'
export { type Conflict, type Merged, mergeDatasets } from './codebook/merge-datasets.ts'
export { ouladCodebook } from './codebook/oulad.ts'
export { type Cell, readCell } from './codebook/read-cell.ts'
export { type ReadTableOptions, readTable } from './codebook/read-table.ts'
export { codebooks, recognise } from './codebook/recognise.ts'
export { csvLine, csvLines, toCsv } from './codebook/to-csv.ts'
export { uci320 } from './codebook/uci320.ts'
export { uci697 } from './codebook/uci697.ts'
export { uci856 } from './codebook/uci856.ts'
export type { Dataset, RawTable, Reading, Refusal, RefusalCode } from './dataset.ts'
export { curvesOf, type TitledBin, type TitledCurve } from './edit/curves-of.ts'
export { editModel, type ModelEdit } from './edit/edit-model.ts'
export { CampusError, type CampusErrorCode, campusErrorCodes } from './errors.ts'
export { type ExportFormat, type ExportOptions, exportFormats } from './export/index.ts'
export type { FeatureNames } from './foreign/feature-columns.ts'
export { type ImportModelOptions, importModel } from './foreign/import-model.ts'
export { type Generated, type GenerateOptions, generate, generateRows, type Truth } from './generate/generate.ts'
export { type GenerateRecordsOptions, generateRecords, type RecordsTruth } from './generate/generate-records.ts'
export { defaultRelation, type Effect, type Relation } from './generate/relation.ts'
export { isSyntheticId, syntheticId } from './generate/synthetic-id.ts'
export { uci856Relation } from './generate/uci856-relation.ts'
export {
  type AuditOptions,
  type AuditRows,
  auditForecasts,
  auditGroups,
  type GroupAudit,
  type GroupLine,
  type TraitLines,
} from './groups/audit-groups.ts'
export type { ComparisonLine } from './groups/compare-all.ts'
export { type AuditComparison, compareAudits } from './groups/compare-audits.ts'
export type { Bounded, GroupFigures } from './groups/group-figures.ts'
export { groupsOf, groupsOfAll } from './groups/groups-of.ts'
export type { Intersection } from './groups/intersections.ts'
export type { MissCurve } from './groups/miss-curve.ts'
export type { SuppressionRule } from './groups/suppress/rule.ts'
export { type Trait, traitsOf } from './groups/traits-of.ts'
export { indicatorsFor } from './indicators/index.ts'
export type { Indicator } from './indicators/indicator.ts'
export { activityAround } from './leakage/activity-around.ts'
export { type ActivityAround, findSuspects, quarantine } from './leakage/find-suspects.ts'
export { type Twins, withoutTwins } from './leakage/find-twins.ts'
export type { Suspect } from './leakage/suspect.ts'
export { anyOrder, type EventScores, eventOf, eventScores } from './lists/event-scores.ts'
export { type Found, foundAt } from './lists/found-at.ts'
export { type Gate, type GateLine, type GateOptions, gate, type Overrule } from './lists/gate.ts'
export { type Band, type LikeThis, likeThis } from './lists/like-this.ts'
export { type ListOptions, listBlocks } from './lists/list-blocks.ts'
export { type ListLength, type ListLengthOptions, type ListLine, type ListTable, listLengths } from './lists/list-lengths.ts'
export { listShares } from './lists/list-shares.ts'
export { type ListedTimes, type ListStability, listStability, timesListed } from './lists/list-stability.ts'
export { countRows, type PastForecasts, pastForecasts } from './lists/past-forecasts.ts'
export { refitLists, refitNewLists, type StabilityOptions } from './lists/refit-lists.ts'
export type { Lister } from './lists/resample-lists.ts'
export { worstCourses } from './lists/worst-courses.ts'
export { decodeModel, encodeModel } from './model-file.ts'
export { dateOf, isoDate } from './moment/calendar.ts'
export { type Cut, cut, type Delays, type Exclusion } from './moment/cut.ts'
export { datasetAt, type MomentDataset } from './moment/dataset-at.ts'
export type { Known } from './moment/known.ts'
export { type Moment, momentName, parseMoment } from './moment/moment.ts'
export { customPlot, plotArity } from './plots/custom-plot.ts'
export { defaultGallery } from './plots/default-gallery.ts'
export type { Box, CountCell, Plot, PlotAxis, PlotData, PlotType, ShareCell } from './plots/plot.ts'
export { type CodeCount, type ColumnProfile, type Profile, profile } from './profile/profile.ts'
export type { ProfileWarning } from './profile/profile-warnings.ts'
export { askQuestion, isInput, type QuestionChoices, sentence } from './question/ask-question.ts'
export type { CodesEvent, Comparator, Event, Question, RangeEvent, Target } from './question/question.ts'
export { buildRecords, type RecordLists } from './records/build-records.ts'
export type { Assessment, Records, Section, Term } from './records/records.ts'
export { recordsHash } from './records/records-hash.ts'
export {
  type BetweenTerms,
  type BetweenTermsOptions,
  betweenTerms,
  type TermFigures,
  type TermRange,
  termFigures,
} from './report/between-terms.ts'
export type { Evaluated } from './report/build-report.ts'
export { classLines } from './report/describe-forecasts.ts'
export { heldOutLines } from './report/held-out-lines.ts'
export { type HonestyGapOptions, honestyGap } from './report/honesty-gap.ts'
export { renderReport } from './report/html/render-report.ts'
export { renderStudy, type StudyExtras } from './report/html/render-study.ts'
export { type IntakeCoverage, type IntakeForecasts, intakeCoverage, type TermCoverage } from './report/intake-coverage.ts'
export { metricLabels } from './report/metric-labels.ts'
export { type CardLine, type ModelCard, modelCard } from './report/model-card.ts'
export type { ProtectedBeside } from './report/protected-beside.ts'
export type {
  Calibration,
  ClassLine,
  Difference,
  Entry,
  Estimate,
  HonestyGap,
  OutcomeSets,
  Protocol,
  Report,
  TriedLine,
  Verdict,
} from './report/report.ts'
export { unseenStudents } from './report/unseen-students.ts'
export type { NoForecast } from './running/coverage.ts'
export { forecastRunning, type RunningForecasts, type RunningLine } from './running/forecast-running.ts'
export type { RunningOptions } from './running/lists-at.ts'
export { compileScorer, type ScoreOptions, type Scorer } from './score/compile-scorer.ts'
export type { Forecast, Given, Reason } from './score/forecast.ts'
export { type AskAtOptions, askAt, type JudgedSuspect, type KeptColumn } from './study/ask-at.ts'
export { type EarlyCurve, type EarlyLine, earlyCurve } from './study/early-curve.ts'
export { type GapFigures, type GapLine, type HonestyGaps, type HonestyGapsOptions, honestyGaps } from './study/honesty-gaps.ts'
export { type LearningCurve, type LearningCurveOptions, type LearningPoint, learningCurve } from './study/learning-curve.ts'
export { mainMoment, type Study, type StudyMoment, studyOf } from './study/study.ts'
export { type Comparison, compareRetrained, type Side } from './train/compare-retrained.ts'
export { evaluate } from './train/evaluate.ts'
export { type Frame, frame, frameAt } from './train/frame.ts'
export { defaultPlan, describePlan, type PlanName, planNamed, planNames } from './train/plan.ts'
export { everyRecipe, portfolio } from './train/portfolio.ts'
export { quickly } from './train/quickly.ts'
export { quickBoosting } from './train/recipes.ts'
export { type Share, shareOf, type WorkAhead, workAhead } from './train/share.ts'
export { type TrainOptions, train } from './train/train.ts'
export { trainable, tunedInside } from './train/tuning.ts'
