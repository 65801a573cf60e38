import { anyOrder, eventScores, gate, type Lister, listLengths } from '@headway/campus'
import {
  bootstrapIntervals,
  crossValidate,
  deriveSeed,
  type FittedRecipe,
  fitRecipe,
  forecast,
  type Matrix,
  matrix,
  metrics,
  type OutOfFold,
  pairedInterval,
  planFolds,
  type Recipe,
  type Sample,
  type SplitPlan,
  type Table,
  takeRows,
} from '@headway/learn'
import { event, forecastsOf } from '../../held-out.ts'
import { counter, NARROW } from '../count.ts'
import type { Pool } from '../pool.ts'
import { everyone, lossWhenTrainedOn, recipes, sampleOf } from './world.ts'

const IDS = ['rocAuc', 'averagePrecision', 'accuracy', 'logLoss', 'brier', 'ece'] as const
const REPEATS = 10

const AVERAGE = 'its mean over other training students, too'
const BIASED = 'the estimate itself is too large: chance alone sets a bin’s share off its forecast, most in few rows'

/** A report by repeated folds: models fitted again in every fold, the intervals beside what those very models do on the population. */
export function repeatedFolds(task: string, pool: Pool, students: number, times: number) {
  const count = counter(task)
  const population = `${pool.name}, ${students} students, 5 folds × ${REPEATS}`
  const people = everyone(pool)
  const own = IDS.map(id => metrics[id]!)
  const later: { interval: { low: number; high: number }; of: string }[] = []
  const levels = new Map<string, number>()
  const losses = Object.fromEntries(
    Object.entries(recipes).map(([name, recipe]) => [
      name,
      lossWhenTrainedOn(pool, recipe, Math.round(0.8 * students), deriveSeed(7, students)),
    ]),
  ) as Record<keyof typeof recipes, number>
  for (let s = 0; s < times; s++) {
    const seed = deriveSeed(7, task, students, s)
    const rows = sampleOf(pool, students, seed)
    const plan = planFolds({ ...rows, folds: 5, repeats: REPEATS, seed })
    const model = kept(rows, plan, recipes.model, seed)
    const rule = kept(rows, plan, recipes.rule, seed)
    const trees = kept(rows, plan, recipes.trees, seed)

    const truth = 'the difference when trained on as many other students as a fold has, mean over 300 draws'
    const pair = (interval: string, a: OutOfFold, b: OutOfFold, real: number) =>
      count.one({ interval, population, truth }, pairedInterval(a, b), real)
    pair('difference of mean losses, corrected t: linear less one column', model.forecasts, rule.forecasts, losses.model - losses.rule)
    pair('difference of mean losses, corrected t: trees less linear', trees.forecasts, model.forecasts, losses.trees - losses.model)

    const onPeople = model.models.map(folds => dealt(folds, people.table))
    bootstrapIntervals(model.forecasts, own, { seed, resamples: 300 }).forEach((interval, m) => {
      const metric = own[m]!
      const real = mean(onPeople.map(p => metric.compute(people.y, p, event)))
      count.one(
        {
          interval: metric.label,
          population,
          truth: 'the same models, dealt over the population',
          why: metric.id === 'ece' ? BIASED : NARROW,
        },
        interval,
        real,
      )
      levels.set(metric.label, (levels.get(metric.label) ?? 0) + real / times)
      later.push({ interval, of: metric.label })
    })

    const whole = forecastsOf(event, people.y, onPeople[0]!.data)
    const listed: readonly Lister[] = [
      { id: 'prior', label: 'any order', scores: anyOrder(eventScores(model.forecasts, [1])) },
      { id: 'model', label: 'model', scores: eventScores(model.forecasts, [1]) },
    ]
    const table = listLengths(listed, { event: 'not passed', seed, resamples: 300 })!
    const at = table.lengths.find(l => Math.abs(l.share - 0.1) < 0.01)!
    const all = { ...whole, repeats: onPeople.map(p => ({ forecast: p, fold: whole.repeats[0]!.fold })) }
    const places = Math.round(at.share * people.y.length)
    const real = listLengths([{ id: 'model', label: 'model', scores: eventScores(all, [1]) }], {
      event: '',
      seed,
      lengths: [places],
      resamples: 2,
    })!
    const precision = real.lengths.find(l => l.listed === places)!.lines[0]!.precision.value
    const same = 'lists of the same share of the population, by the same models'
    count.one({ interval: 'found by a list of 10 %', population, truth: same }, at.lines[1]!.found, precision * at.listed)
    const judged = gate([listed[0]!], listed[1]!, { event: 'not passed', seed, resamples: 300, listed: at.listed })
    const base = mean([...people.y])
    count.one(
      { interval: 'gate: found by the model less found in any order', population, truth: same },
      judged.rules[0]!.difference,
      (precision - base) * at.listed,
    )
  }
  for (const { interval, of } of later) count.one({ interval: of, population, truth: AVERAGE, promised: false }, interval, levels.get(of)!)
  return count.rows()
}

interface Kept {
  readonly forecasts: OutOfFold
  readonly models: readonly (readonly FittedRecipe[])[] // [repeats][folds]
}

function kept(sample: Sample, plan: SplitPlan, recipe: Recipe, seed: number): Kept {
  const models: FittedRecipe[] = []
  const forecasts = crossValidate(
    sample,
    plan,
    (part, ctx) => {
      const fitted = fitRecipe(recipe, part, ctx)
      models.push(fitted)
      return fitted
    },
    { seed },
  )
  const folds = models.length / plan.repeats.length
  return { forecasts, models: plan.repeats.map((_, r) => models.slice(r * folds, (r + 1) * folds)) }
}

/** Row i by the model of fold i mod k, as the pooled forecasts of a repeat come from all its models. */
function dealt(models: readonly FittedRecipe[], table: Table): Matrix {
  const data = new Float64Array(2 * table.rows)
  models.forEach((fitted, f) => {
    const rows = Int32Array.from({ length: Math.ceil((table.rows - f) / models.length) }, (_, k) => f + k * models.length)
    const own = forecast(fitted, takeRows(table, rows)).data
    for (const [k, i] of rows.entries()) data.set(own.subarray(2 * k, 2 * k + 2), 2 * i)
  })
  return matrix(table.rows, 2, data)
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
