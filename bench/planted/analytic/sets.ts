import { intakeCoverage } from '@headway/campus'
import { deriveSeed, measuredCoverage, type OutOfFold, splitIntervals, splitSets, unseenOutOfFold } from '@headway/learn'
import { forecastsOf, heldOut } from '../../held-out.ts'
import { counter } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import type { Pool } from '../pool.ts'
import { gradesPool, type OtherPool, scoresPool } from './other-pools.ts'

const NEW = 20
const FEW = 100

/** Sets of outcomes and ranges of a value, bounded by 100 rows, held against new rows of the same population. */
export function splitConformal(task: string, pool: Pool, times: number) {
  const count = counter(task)
  const two: OtherPool = { ...asOther(pool), starts: Int32Array.from({ length: pool.y.length + 1 }, (_, i) => i) }
  for (const world of [two, gradesPool(), scoresPool()]) {
    for (const alpha of [0.2, 0.1]) {
      const ways = world.task.kind === 'regression' ? ['ranges'] : ['lac', world.task.kind === 'ordinal' ? 'contiguous' : 'adaptive']
      for (const way of ways) {
        for (let s = 0; s < times; s++) {
          const [scores, fresh] = [FEW, NEW].map((n, k) => take(world, n, deriveSeed(2, task, world.name, s, k)))
          const unseen = unseenOutOfFold(scores!)
          const { forecast } = fresh!.repeats[0]!
          const regions =
            way === 'ranges'
              ? splitIntervals.apply(splitIntervals.fit(unseen, { alpha }), forecast)
              : splitSets.apply(splitSets.fit(unseen, { alpha, method: way as 'lac' }), forecast)
          const { covered } = measuredCoverage(fresh!.y, regions, { aim: 1 - alpha, guaranteed: 1 - alpha, finiteSample: 0 })
          const interval = way === 'ranges' ? 'ranges, split' : `sets (${way}), split`
          count.share(
            { interval, population: `${world.name}, ${FEW} rows`, truth: `the outcomes of ${NEW} new rows`, level: 1 - alpha },
            covered,
            NEW,
          )
        }
      }
    }
  }
  return count.rows()
}

/** The interval of how often sets held what happened in the test term. */
export function coverageOfSets(task: string, pools: readonly Pool[], times: number, students = 200) {
  const count = counter(task)
  for (const pool of pools) {
    const some = Int32Array.from({ length: Math.min(5000, pool.y.length) }, (_, i) => i)
    const whole = heldOut(pick(pool.y, some), pick(pool.model, some))
    for (let s = 0; s < times; s++) {
      const seed = deriveSeed(2, task, pool.name, s)
      const past = drawStudents(pool, 2 * students, seed)
      const fold = past.groups.map(g => g % 3)
      const leftOut = heldOut(pick(pool.y, past.rows), pick(pool.model, past.rows), past.groups, fold)
      const own = drawStudents(pool, students, deriveSeed(seed, 'test'))
      const measure = (tested: OutOfFold) =>
        intakeCoverage({ leftOut, termOf: row => `term ${fold[row]}`, tested, testTerm: 'last' }, 0.8).tested
      count.one(
        {
          interval: 'measured coverage of sets in the test term',
          population: `${pool.name}, ${students} students`,
          truth: 'the coverage of the same sets over 5,000 rows of the population',
        },
        measure(heldOut(pick(pool.y, own.rows), pick(pool.model, own.rows), own.groups)),
        measure(whole).share,
      )
    }
  }
  return count.rows()
}

function asOther({ name, y, model, starts }: Pool): OtherPool {
  const forecast = Float64Array.from({ length: 2 * y.length }, (_, at) => (at % 2 ? model[at >> 1]! : 1 - model[at >> 1]!))
  return { name, task: { kind: 'binary', classes: ['no', 'yes'] }, starts, y, forecast }
}

function take({ task, y, forecast, starts }: OtherPool, n: number, seed: number): OutOfFold {
  const { rows } = drawStudents({ starts }, n, seed)
  const k = forecast.length / y.length
  const data = Float64Array.from({ length: n * k }, (_, at) => forecast[rows[Math.floor(at / k)]! * k + (at % k)]!)
  return forecastsOf(task, pick(y, rows), data)
}
