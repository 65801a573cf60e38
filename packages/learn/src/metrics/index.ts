import type { TaskKind } from '../task.ts'
import { accuracy } from './accuracy.ts'
import { averageClassScore } from './average-class-score.ts'
import { weightedAveragePrecision } from './average-precision.ts'
import { balancedAccuracy } from './balanced-accuracy.ts'
import { brierLosses } from './brier.ts'
import { column } from './column.ts'
import { weightedCalibrationError } from './expected-calibration-error.ts'
import { fromConfusion } from './from-confusion.ts'
import { fromRowLosses } from './from-row-losses.ts'
import { meanAbsoluteError } from './mean-absolute-error.ts'
import { type Metric, metric } from './metric.ts'
import { quadraticWeightedKappa } from './quadratic-weighted-kappa.ts'
import { r2 } from './r2.ts'
import { rankedProbabilityLosses } from './ranked-probability-score.ts'
import { weightedRocAuc } from './roc-auc.ts'
import { weightedOneVsOne, weightedOneVsRest } from './roc-auc-multiclass.ts'
import { rowLosses } from './row-losses.ts'

const classes: readonly TaskKind[] = ['binary', 'multiclass', 'ordinal']
const several: readonly TaskKind[] = ['multiclass', 'ordinal']

const averaged = (which: 'precision' | 'recall' | 'f1', average: 'macro' | 'weighted', label: string) =>
  metric({
    id: `${which}${average === 'macro' ? 'Macro' : 'Weighted'}`,
    label,
    tasks: classes,
    better: 'higher',
    range: [0, 1],
    weighted: fromConfusion(confusion => averageClassScore(confusion, which, average)),
  })

const list: readonly Metric[] = [
  metric({ id: 'accuracy', label: 'Accuracy', tasks: classes, better: 'higher', range: [0, 1], weighted: fromConfusion(accuracy) }),
  metric({
    id: 'balancedAccuracy',
    label: 'Balanced accuracy',
    tasks: classes,
    better: 'higher',
    range: [0, 1],
    weighted: fromConfusion(balancedAccuracy),
  }),
  averaged('precision', 'macro', 'Precision, mean of classes'),
  averaged('recall', 'macro', 'Recall, mean of classes'),
  averaged('f1', 'macro', 'F1, mean of classes'),
  averaged('precision', 'weighted', 'Precision, classes by size'),
  averaged('recall', 'weighted', 'Recall, classes by size'),
  averaged('f1', 'weighted', 'F1, classes by size'),
  metric({
    id: 'rocAuc', // two classes: of class 1; more: each against the rest, macro
    label: 'ROC AUC',
    tasks: classes,
    better: 'higher',
    range: [0, 1],
    weighted: (y, forecast, task) =>
      task.kind === 'binary' ? weightedRocAuc(y, column(forecast, 1)) : weightedOneVsRest(y, forecast, 'macro'),
  }),
  metric({
    id: 'rocAucOvo',
    label: 'ROC AUC, one against one',
    tasks: several,
    better: 'higher',
    range: [0, 1],
    weighted: weightedOneVsOne,
  }),
  metric({
    id: 'averagePrecision',
    label: 'Average precision',
    tasks: ['binary'],
    better: 'higher',
    range: [0, 1],
    weighted: (y, forecast) => weightedAveragePrecision(y, column(forecast, 1)),
  }),
  metric({ id: 'logLoss', label: 'Log loss', tasks: classes, better: 'lower', range: [0, Infinity], weighted: fromRowLosses(rowLosses) }),
  metric({ id: 'brier', label: 'Brier score', tasks: classes, better: 'lower', range: [0, 2], weighted: fromRowLosses(brierLosses) }),
  metric({
    id: 'ece',
    label: 'Expected calibration error',
    tasks: classes,
    better: 'lower',
    range: [0, 1],
    biasedUpwards: true,
    weighted: weightedCalibrationError,
  }),
  metric({
    id: 'qwk',
    label: 'Quadratic weighted kappa',
    tasks: ['ordinal'],
    better: 'higher',
    range: [-1, 1],
    weighted: fromConfusion(quadraticWeightedKappa),
  }),
  metric({
    id: 'maeGrades',
    label: 'Mean absolute error in grades',
    tasks: ['ordinal'],
    better: 'lower',
    range: [0, Infinity],
    weighted: fromConfusion(meanAbsoluteError),
  }),
  metric({
    id: 'rps',
    label: 'Ranked probability score',
    tasks: ['ordinal'],
    better: 'lower',
    range: [0, 1],
    weighted: fromRowLosses(rankedProbabilityLosses),
  }),
  metric({
    id: 'rmse',
    label: 'Root mean squared error',
    tasks: ['regression'],
    better: 'lower',
    range: [0, Infinity],
    weighted: fromRowLosses(rowLosses, Math.sqrt),
  }),
  metric({
    id: 'r2',
    label: 'R²',
    tasks: ['regression'],
    better: 'higher',
    range: [-Infinity, 1],
    weighted: (y, forecast) => weights => r2(y, forecast.data, weights),
  }),
]

/** Every metric, by id. A new one: its file, its test, one entry here; the suite in test/ runs over it. */
export const metrics: Readonly<Record<string, Metric>> = Object.fromEntries(list.map(m => [m.id, m]))
