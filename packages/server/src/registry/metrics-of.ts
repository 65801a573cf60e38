import type { ClassLine, Difference, Estimate } from '@headway/campus'
import type { DifferenceAnswer, Metrics } from '@headway/contract'

/** The starting point's names for figures of a report. Precision, recall and F1 are means over classes, weighted by their size. */
export function metricsOf(metrics: Readonly<Record<string, Estimate>>, classes?: readonly ClassLine[]): Metrics {
  const value = (id: string) => finite(metrics[id]?.value)
  return {
    loss: value('logLoss') ?? value('rmse'),
    accuracy: value('accuracy'),
    precision: value('precisionWeighted'),
    recall: value('recallWeighted'),
    f1_score: value('f1Weighted'),
    ...(classes && { classification_report: classificationReport(metrics, classes) }),
  }
}

/** As scikit-learn's: a line for each class, then the two means. */
function classificationReport(
  metrics: Readonly<Record<string, Estimate>>,
  classes: readonly ClassLine[],
): NonNullable<Metrics['classification_report']> {
  const support = classes.reduce((sum, line) => sum + line.n, 0)
  const mean = (kind: 'Macro' | 'Weighted') => ({
    precision: finite(metrics[`precision${kind}`]?.value),
    recall: finite(metrics[`recall${kind}`]?.value),
    'f1-score': finite(metrics[`f1${kind}`]?.value),
    support,
  })
  const lines = classes.map(({ label, precision, recall, f1, n }) => [
    label,
    { precision: finite(precision), recall: finite(recall), 'f1-score': finite(f1), support: n },
  ])
  return { ...Object.fromEntries(lines), 'macro avg': mean('Macro'), 'weighted avg': mean('Weighted') }
}

/** JSON has no NaN: a figure without a meaning is null. */
export function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

export function differenceOf({ value, low, high, pOneSided, estimand }: Difference): DifferenceAnswer {
  return { value: finite(value), low: finite(low), high: finite(high), pOneSided: finite(pOneSided), estimand }
}
