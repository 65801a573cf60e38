import type { EvaluateAnswer, Metrics } from '@headway/contract'

type Figure = 'accuracy' | 'precision' | 'recall' | 'f1_score' | 'loss'

/** One figure of the model with its range, beside the same figure of every simple rule. */
export interface FigureRow {
  readonly id: Figure
  readonly label: string
  readonly better: 'higher' | 'lower'
  readonly model: number | null
  readonly low: number | null
  readonly high: number | null
  readonly rules: readonly { readonly label: string; readonly value: number | null }[]
}

/** The starting point's names for figures, and the metric whose interval belongs to each. */
const figures: readonly { readonly id: Figure; readonly label: string; readonly metric: string; readonly better: 'higher' | 'lower' }[] = [
  { id: 'accuracy', label: 'Accuracy', metric: 'accuracy', better: 'higher' },
  { id: 'precision', label: 'Precision', metric: 'precisionWeighted', better: 'higher' },
  { id: 'recall', label: 'Recall', metric: 'recallWeighted', better: 'higher' },
  { id: 'f1_score', label: 'F1', metric: 'f1Weighted', better: 'higher' },
  { id: 'loss', label: 'Log loss', metric: 'logLoss', better: 'lower' },
]

/** An interval is taken only where it holds the figure it stands beside. */
export function figureRows({
  metrics,
  intervals,
  baselines,
}: Pick<EvaluateAnswer, 'metrics' | 'intervals' | 'baselines'>): readonly FigureRow[] {
  return figures.map(({ id, label, metric, better }) => {
    const value = plain(metrics, id)
    const interval = intervals[metric]
    const fits =
      interval && value !== null && interval.low !== null && interval.high !== null && interval.low <= value && value <= interval.high
    return {
      id,
      label,
      better,
      model: value,
      low: fits ? interval.low : null,
      high: fits ? interval.high : null,
      rules: baselines.map(rule => ({ label: rule.label, value: plain(rule.metrics, id) })),
    }
  })
}

function plain(metrics: Metrics, id: Figure): number | null {
  return metrics[id] ?? null
}
