import type { Estimate, Report } from '@headway/campus'
import type { EstimateAnswer, EvaluateAnswer } from '@headway/contract'
import { differenceOf, finite, metricsOf } from '../../registry/metrics-of.ts'
import type { Champion } from '../../serving/serving.ts'

/** The report of the model at work, in the starting point's shape and more. */
export function evaluationOf({ id, bundle: { report }, synthetic }: Champion): EvaluateAnswer {
  const model = report.entries.find(entry => entry.id === 'model')
  const estimates = model?.metrics ?? {}
  return {
    metrics: metricsOf(estimates, report.classes),
    confusion_matrix: confusionOf(report),
    intervals: Object.fromEntries(Object.entries(estimates).map(([metric, estimate]) => [metric, estimateOf(estimate)])),
    baselines: report.entries
      .filter(entry => entry !== model)
      .map(({ id: rule, label, metrics, behindModel }) => ({
        id: rule,
        label,
        metrics: metricsOf(metrics),
        ...(behindModel && { behind_model: differenceOf(behindModel) }),
      })),
    verdict: report.verdict,
    question: report.question,
    protocol: report.protocol.plan,
    rows: report.data.rows,
    limits: [...report.limits],
    model: id,
    synthetic,
  }
}

function confusionOf({ confusion }: Report): EvaluateAnswer['confusion_matrix'] {
  return {
    type: 'confusion_matrix',
    confusion_matrix: (confusion?.counts ?? []).map(row => [...row]),
    labels: [...(confusion?.labels ?? [])],
  }
}

function estimateOf({ value, low, high, n, estimand }: Estimate): EstimateAnswer {
  return { value: finite(value), low: finite(low), high: finite(high), n, estimand }
}
