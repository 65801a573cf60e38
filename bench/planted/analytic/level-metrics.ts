import { classLines } from '@headway/campus'
import {
  bootstrapIntervals,
  classScores,
  confusionMatrix,
  deriveSeed,
  type Metric,
  matrix,
  metrics,
  mostLikely,
  type OutOfFold,
  type Task,
} from '@headway/learn'
import { event, forecastsOf, heldOut } from '../../held-out.ts'
import { counter, type Line, NARROW } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import type { Pool } from '../pool.ts'
import { gradesPool, scoresPool } from './other-pools.ts'

const TRUTH = 'the metric of the same forecasts over the whole population'
const BIASED =
  'the estimate itself is too large: chance alone sets a bin’s share off its forecast, most in few rows, and resampling adds as much again'

/** Every metric of a report with its student bootstrap, by models that stay as they are. 500 resamples (reports take 1,000). */
export function levelMetrics(task: string, pool: Pool, sizes: readonly number[], times: number) {
  const own = metricsOf('binary')
  const truths = truthsOf(own, pool.y, heldOut(pool.y, pool.model))
  const count = counter(task)
  for (const students of sizes) {
    const population = `${pool.name}, ${students} students`
    for (let s = 0; s < times; s++) {
      const seed = deriveSeed(2, task, pool.name, students, s)
      const { rows, groups } = drawStudents(pool, students, seed)
      const drawn = heldOut(pick(pool.y, rows), pick(pool.model, rows), groups)
      for (const [m, interval] of bootstrapIntervals(drawn, own, { seed, resamples: 500 }).entries())
        count.one(line(own[m]!, population), interval, truths[m]!)
    }
  }
  return count.rows()
}

/** The same for ordered grades, and for values. */
export function otherMetrics(task: string, times: number, students = 150) {
  const count = counter(task)
  for (const pool of [gradesPool(), scoresPool()]) {
    const whole = forecastsOf(pool.task, pool.y, pool.forecast)
    const own = metricsOf(pool.task.kind)
    const truths = truthsOf(own, pool.y, whole)
    const k = pool.forecast.length / pool.y.length
    for (let s = 0; s < times; s++) {
      const seed = deriveSeed(2, task, pool.name, s)
      const { rows } = drawStudents(pool, students, seed)
      const data = Float64Array.from({ length: rows.length * k }, (_, at) => pool.forecast[rows[Math.floor(at / k)]! * k + (at % k)]!)
      const drawn = forecastsOf(pool.task, pick(pool.y, rows), data)
      for (const [m, interval] of bootstrapIntervals(drawn, own, { seed, resamples: 500 }).entries())
        count.one(line(own[m]!, `${pool.name}, ${students} students`), interval, truths[m]!)
    }
  }
  return count.rows()
}

/** Precision, recall and F1 of the event, as a report says them by class. */
export function classFigures(task: string, pools: readonly Pool[], times: number, students = 200) {
  const count = counter(task)
  const kinds = ['precision', 'recall', 'f1'] as const
  for (const pool of pools) {
    const [, truth] = classScores(confusionMatrix(pool.y, mostLikely(heldOut(pool.y, pool.model).repeats[0]!.forecast), 2))
    for (let s = 0; s < times; s++) {
      const seed = deriveSeed(2, task, pool.name, s)
      const { rows, groups } = drawStudents(pool, students, seed)
      const [, own] = classLines(heldOut(pick(pool.y, rows), pick(pool.model, rows), groups), { seed, resamples: 300 })
      for (const kind of kinds)
        count.one(
          { interval: `${kind} of the event`, population: `${pool.name}, ${students} students`, truth: TRUTH, why: NARROW },
          own!.intervals![kind],
          truth![kind],
        )
    }
  }
  return count.rows()
}

function line({ id, label }: Metric, population: string): Line {
  return { interval: label, population, truth: TRUTH, why: id === 'ece' ? BIASED : NARROW }
}

function metricsOf(kind: Task['kind']): Metric[] {
  return Object.values(metrics).filter(m => m.tasks.includes(kind))
}

function truthsOf(own: readonly Metric[], y: Float64Array, { repeats, task = event }: OutOfFold): number[] {
  const { rows, cols, data } = repeats[0]!.forecast
  return own.map(metric => metric.compute(y, matrix(rows, cols, data), task))
}
