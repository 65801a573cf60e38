import { checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { type Matrix, takeMatrixRows } from '../../matrix.ts'
import type { OutOfFold } from '../../resample/cross-validate.ts'
import type { Task } from '../../task.ts'
import type { Metric } from '../metric.ts'
import { quantile } from './quantile.ts'
import { resampler } from './resample.ts'
import { testedRows } from './tested-rows.ts'

export interface BootstrapOptions {
  readonly level?: number // default 0.95
  readonly resamples?: number // default 1000
  readonly seed: number
}

export interface LevelInterval {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly level: number
  readonly n: number // rows forecast
  readonly resamples: number // that were used
  readonly undefinedResamples: number // left out: the metric had no answer there (a class without rows)
  readonly estimand: string
}

/**
 * A metric of out-of-fold forecasts and its percentile bootstrap interval.
 *
 *   value = mean over repeats r of metric(rows forecast in r, pooled over folds)
 *
 * A resample draws groups (or rows, where there are none) and is used in every repeat alike. The models stay as they are: the
 * interval says how the figure would vary over other rows forecast by these models, not over other training rows.
 *
 * A metric that is biased upwards (a mean of absolute gaps) is above the truth by anything from nothing, where gaps are large, to what chance
 * alone gives, where there are none. There resampling, which doubles the variance, adds √2 − 1 of it again. The interval allows for both:
 *
 *   low = value − (mean* − value)/(√2 − 1) − (upper percentile − mean*),   high = value + (mean* − lower percentile)
 *
 * over resamples *, within the metric's range and always holding the value; it is wide rather than wrong.
 *
 * @throws LearnError `metric_undefined` when the rows themselves give no answer, or fewer than half of the resamples do;
 *         `wrong_task`; `bad_param`
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 10 (bias) and 13.
 */
export function bootstrapInterval(outOfFold: OutOfFold, metric: Metric, options: BootstrapOptions): LevelInterval {
  return bootstrapIntervals(outOfFold, [metric], options)[0]
}

/** The same for several metrics over one set of resamples: drawing them costs more than most metrics. In the order of `metrics`. */
export function bootstrapIntervals(
  outOfFold: OutOfFold,
  metrics: readonly Metric[],
  { level = 0.95, resamples = 1000, seed }: BootstrapOptions,
): LevelInterval[] {
  checkRange('level', level, 0, 1)
  checkWhole('resamples', resamples, 1)
  const { y, groups } = outOfFold
  const parts = outOfFold.repeats.map(testedRows)
  const once = parts.map(part => new Float64Array(part.length).fill(1))
  const pools = outOfFold.repeats.map(({ forecast }, r) => ({
    y: Float64Array.from(parts[r], i => y[i]),
    forecast: takeMatrixRows(forecast, parts[r]),
  }))
  const sides = metrics.map(metric => ({ metric, pooled: pooledMetric(outOfFold.task, pools, metric), values: [] as number[] }))
  const levels = sides.map(({ pooled }) => pooled(once)) // throws before the long part
  const rows = Int32Array.from(y, (_, i) => i).filter(i => outOfFold.repeats.some(({ fold }) => fold[i] >= 0))
  const draw = resampler(rows, y.length, groups, seed)
  for (let b = 0; b < resamples; b++) {
    const weights = taken(draw(b), parts)
    for (const { pooled, values } of sides) {
      const value = valueOrUndefined(() => pooled(weights))
      if (value !== undefined) values.push(value)
    }
  }
  return sides.map(({ metric, values }, m) => ({
    value: levels[m],
    ...ends(metric, levels[m], percentiles(metric.id, values, level, resamples)),
    level,
    n: rows.length,
    resamples: values.length,
    undefinedResamples: resamples - values.length,
    estimand: `pooled out-of-fold per repeat, averaged; bootstrap over ${groups ? 'groups' : 'rows'}, without training variation`,
  }))
}

/** The tested rows of one repeat. All metrics get the same arrays, so that they can share what they compute. */
interface Pool {
  readonly y: Float64Array
  readonly forecast: Matrix
}

interface Ends {
  readonly low: number
  readonly high: number
}

interface Drawn extends Ends {
  readonly mean: number
}

function percentiles(id: string, values: readonly number[], level: number, resamples: number): Drawn {
  if (values.length < resamples / 2) {
    throw new LearnError(
      'metric_undefined',
      `${id} has no answer in ${resamples - values.length} of ${resamples} resamples: a class has too few rows for an interval. Report the value alone.`,
    )
  }
  const sorted = Float64Array.from(values).sort()
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2), mean }
}

/** What chance adds to a mean absolute value of zero mean, by what resampling adds on top: √2 of it once more. */
const CHANCE_PER_RESAMPLED = 1 / (Math.SQRT2 - 1)

function ends({ biasedUpwards, range: [least] }: Metric, value: number, { low, high, mean }: Drawn): Ends {
  if (!biasedUpwards) return { low, high }
  const bias = CHANCE_PER_RESAMPLED * Math.max(0, mean - value)
  return { low: Math.max(least, Math.min(value, value - bias - (high - mean))), high: Math.max(value, value + mean - low) }
}

/** The mean of the metric over repeats, for the weights of each repeat's tested rows. */
function pooledMetric(task: Task, pools: readonly Pool[], metric: Metric): (weights: Float64Array[]) => number {
  const weighted = pools.map(({ y, forecast }) => metric.weighted(y, forecast, task))
  return weights => weighted.reduce((sum, of, r) => sum + of(weights[r]), 0) / weighted.length
}

/** The weights of each part's rows. */
function taken(weights: Float64Array, parts: readonly Int32Array[]): Float64Array[] {
  return parts.map(rows => {
    if (rows.length === weights.length) return weights // all rows, in their order
    const own = new Float64Array(rows.length)
    for (let k = 0; k < rows.length; k++) own[k] = weights[rows[k]]
    return own
  })
}

function valueOrUndefined(compute: () => number): number | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof LearnError && error.code === 'metric_undefined') return undefined
    throw error
  }
}
