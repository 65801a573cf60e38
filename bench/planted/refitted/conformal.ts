import {
  crossIntervals,
  crossSets,
  crossValidate,
  deriveSeed,
  type FittedRecipe,
  fitRecipe,
  forecast,
  measuredCoverage,
  outOfFoldRegions,
  planFolds,
  type Sample,
  sample,
  type Task,
} from '@headway/learn'
import { event } from '../../held-out.ts'
import { counter } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import { encode, type Pool, trueLogit } from '../pool.ts'
import { recipes, tableOf } from './world.ts'

const NEW = 50
const value: Task = { kind: 'regression' }
const NOTHING = { aim: 0, guaranteed: 0, finiteSample: 0 }

/** Sets and ranges that a cross-validation gives: of its own rows by the other folds, and of new rows by the models of all folds. */
export function crossConformal(task: string, pool: Pool, students: number, times: number) {
  const count = counter(task)
  for (const kind of ['sets', 'ranges'] as const) {
    const recipe = kind === 'sets' ? recipes.model : { steps: encode, learner: { kind: 'linear', params: { lambda: 0.01 } } }
    const found: { share: number; low: number; high: number }[] = []
    const population = `${pool.name}, ${students} students, 5 folds`
    for (let s = 0; s < times; s++) {
      const seed = deriveSeed(10, task, kind, s)
      const [own, fresh] = [students, NEW].map((n, k) => drawn(pool, n, kind, deriveSeed(seed, k))) as [Sample, Sample]
      const models: FittedRecipe[] = []
      const keep = (part: Parameters<typeof fitRecipe>[1], ctx: { seed: number }) => {
        const fitted = fitRecipe(recipe, part, ctx)
        models.push(fitted)
        return fitted
      }
      const forecasts = crossValidate(own, planFolds({ ...own, folds: 5, repeats: 1, seed }), keep, { seed })
      const onNew = models.map(fitted => forecast(fitted, fresh.table))
      for (const alpha of [0.2, 0.1]) {
        const level = 1 - alpha
        const { regions } = outOfFoldRegions(forecasts, { alpha })
        const of = measuredCoverage(own.y, regions, NOTHING)
        if (alpha === 0.2) found.push(of)
        count.share(
          { interval: `${kind} of tested rows, by the other folds`, population, truth: 'the outcomes of those rows', level },
          of.covered,
          of.n,
        )
        const newRegions =
          kind === 'sets'
            ? crossSets.apply(crossSets.fit(forecasts, { alpha }), onNew)
            : crossIntervals.apply(crossIntervals.fit(forecasts, { alpha }), onNew)
        const { covered, n } = measuredCoverage(fresh.y, newRegions, NOTHING)
        count.share({ interval: `${kind} of new rows (CV+)`, population, truth: `the outcomes of ${NEW} new students`, level }, covered, n)
      }
    }
    const real = found.reduce((sum, f) => sum + f.share, 0) / found.length
    for (const one of found)
      count.one({ interval: `measured coverage of ${kind} at 80 %`, population, truth: 'the mean over all simulations' }, one, real)
  }
  return count.rows()
}

function drawn(pool: Pool, students: number, kind: 'sets' | 'ranges', seed: number): Sample {
  const { rows, groups } = drawStudents(pool, students, seed)
  const y =
    kind === 'sets' ? pick(pool.y, rows) : Float64Array.from(rows, i => 10 * trueLogit(pool, i) + 20 * (pool.y[i]! - pool.truth[i]!))
  return sample({ table: tableOf(pool, rows), y, task: kind === 'sets' ? event : value, groups })
}
