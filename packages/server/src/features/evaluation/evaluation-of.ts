import type { Estimate, Gate, Report } from '@headway/campus'
import type { EstimateAnswer, EvaluateAnswer, GateAnswer } from '@headway/contract'
import { differenceOf, finite, metricsOf } from '../../registry/metrics-of.ts'
import { verdictOf } from '../../registry/verdict-of.ts'
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
    verdict: verdictOf(report),
    ...(report.gate && { gate: gateOf(report.gate) }),
    question: report.question,
    protocol: report.protocol.plan,
    rows: report.data.rows,
    limits: [...report.limits],
    model: id,
    synthetic,
  }
}

function gateOf({ event, listed, n, events, found, rules, recommend, overrule }: Gate): GateAnswer {
  return {
    event,
    listed,
    n,
    events,
    found,
    rules: rules.map(rule => ({ id: rule.id, label: rule.label, found: rule.found, difference: differenceOf(rule.difference) })),
    recommend,
    ...(overrule && { overrule }),
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
