import {
  bootstrapIntervals,
  calibrationBins,
  calibrationLine,
  classScores,
  confusionMatrix,
  fromConfusion,
  type Matrix,
  type Metric,
  metric,
  mostLikely,
  type OutOfFold,
  takeMatrixRows,
  testedRows,
} from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import { eventClasses } from '../score/compile-scorer.ts'
import type { Frame } from '../train/frame.ts'
import type { Calibration, ClassLine, Estimate, Report } from './report.ts'

/** How often each class was forecast as each, mean over the repeats. */
export function confusionOf(forecasts: OutOfFold): NonNullable<Report['confusion']> {
  const { data, rows: k } = meanConfusion(forecasts)
  return { labels: labelsOf(forecasts), counts: Array.from({ length: k }, (_, c) => [...data.subarray(c * k, (c + 1) * k)]) }
}

/** Precision, recall and F1 by class, from the mean confusion, each with its interval as pooled in each repeat. */
export function classLines(forecasts: OutOfFold, options: { readonly seed: number; readonly resamples: number }): ClassLine[] {
  const labels = labelsOf(forecasts)
  const wanted = labels.flatMap((_, c) => KINDS.map(kind => ofClass(c, kind)))
  const estimates = bootstrapIntervals(forecasts, wanted, options).map(
    ({ value, low, high, n, estimand }): Estimate => ({ value, low, high, n, estimand }),
  )
  return classScores(meanConfusion(forecasts)).map(({ precision, recall, f1, support }, c) => {
    const [p, r, f] = estimates.slice(3 * c, 3 * c + 3) as [Estimate, Estimate, Estimate]
    return { label: labels[c]!, n: support, precision, recall, f1, intervals: { precision: p, recall: r, f1: f } }
  })
}

const KINDS = ['precision', 'recall', 'f1'] as const

/** A score of one class as a metric of its own. */
function ofClass(c: number, kind: (typeof KINDS)[number]): Metric {
  return metric({
    id: `${kind} of class ${c}`,
    label: kind,
    tasks: ['binary', 'multiclass', 'ordinal'],
    better: 'higher',
    range: [0, 1],
    weighted: fromConfusion(confusion => classScores(confusion)[c]![kind]),
  })
}

/** Forecast against observed share of the question's event, by the first repeat; nothing where the question names no event. */
export function calibrationOf(forecasts: OutOfFold, { question, dataset }: Frame): Calibration | undefined {
  const event = eventClasses(question.target, fieldOf(dataset.codebook, question.target.column))
  const first = tested(forecasts)[0]
  if (event.length === 0 || !first || question.target.kind === 'regression' || !question.target.event) return undefined
  const { cols, data } = first.forecast
  const p = Float64Array.from(first.y, (_, i) =>
    Math.min(
      1,
      event.reduce((sum, c) => sum + data[i * cols + c]!, 0),
    ),
  )
  const happened = first.y.map(c => Number(event.includes(c)))
  return {
    of: question.target.event.name,
    bins: calibrationBins(happened, p, {
      bins: Math.min(10, Math.max(2, Math.floor(p.length / 20))),
      ...(first.groups && { groups: first.groups }),
    }),
    ...calibrationLine(happened, p, first.groups),
  }
}

function meanConfusion(forecasts: OutOfFold): Matrix {
  const k = labelsOf(forecasts).length
  const parts = tested(forecasts).map(({ y, forecast }) => confusionMatrix(y, mostLikely(forecast), k))
  const data = parts[0]!.data.map((_, cell) => parts.reduce((sum, part) => sum + part.data[cell]!, 0) / parts.length)
  return { rows: k, cols: k, data }
}

function labelsOf({ task }: OutOfFold): readonly string[] {
  return task.kind === 'regression' ? [] : task.classes
}

/** Per repeat: the rows that were tested, with their forecasts. */
function tested({ y, groups, repeats }: OutOfFold): { y: Float64Array; forecast: Matrix; groups?: Int32Array }[] {
  return repeats.map(repeat => {
    const rows = testedRows(repeat)
    return {
      y: Float64Array.from(rows, i => y[i]!),
      forecast: takeMatrixRows(repeat.forecast, rows),
      ...(groups && { groups: Int32Array.from(rows, i => groups[i]!) }),
    }
  })
}
