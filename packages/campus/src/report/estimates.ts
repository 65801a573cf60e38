import { bootstrapInterval, metrics, type OutOfFold } from '@headway/learn'
import type { Estimate } from './report.ts'

export interface EstimateOptions {
  readonly seed: number
  readonly resamples?: number // default 1000
  /** Metric ids; absent: every metric for this kind of task. */
  readonly only?: readonly string[]
}

/** Every metric for this kind of task with its interval, by metric id. */
export function estimatesOf(forecasts: OutOfFold, { seed, resamples = 1000, only }: EstimateOptions): Record<string, Estimate> {
  return Object.fromEntries(
    Object.values(metrics)
      .filter(metric => metric.tasks.includes(forecasts.task.kind) && (only === undefined || only.includes(metric.id)))
      .map(metric => {
        const { value, low, high, n, estimand } = bootstrapInterval(forecasts, metric, { seed, resamples })
        return [metric.id, { value, low, high, n, estimand }]
      }),
  )
}
