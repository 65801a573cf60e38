import { bootstrapIntervals, LearnError, type LevelInterval, type Metric, metrics, type OutOfFold } from '@headway/learn'
import type { Estimate } from './report.ts'

export interface EstimateOptions {
  readonly seed: number
  readonly resamples?: number // default 1000
  /** Metric ids; absent: every metric for this kind of task. */
  readonly only?: readonly string[]
}

/** Every metric for this kind of task with its interval, by metric id. A metric that these rows leave undefined is left out. */
export function estimatesOf(forecasts: OutOfFold, { seed, resamples = 1000, only }: EstimateOptions): Record<string, Estimate> {
  const wanted = Object.values(metrics).filter(m => m.tasks.includes(forecasts.task.kind) && (only === undefined || only.includes(m.id)))
  return Object.fromEntries(
    intervals(forecasts, wanted, { seed, resamples }).map(([id, { value, low, high, n, estimand }]) => [
      id,
      { value, low, high, n, estimand },
    ]),
  )
}

function intervals(
  forecasts: OutOfFold,
  wanted: readonly Metric[],
  options: { seed: number; resamples: number },
): [string, LevelInterval][] {
  try {
    return bootstrapIntervals(forecasts, wanted, options).map((interval, m) => [wanted[m]!.id, interval])
  } catch (error) {
    if (!(error instanceof LearnError) || error.code !== 'metric_undefined') throw error
    return wanted.length === 1 ? [] : wanted.flatMap(metric => intervals(forecasts, [metric], options))
  }
}
