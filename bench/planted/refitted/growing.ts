import { type Frame, learningCurve } from '@headway/campus'
import { deriveSeed, planFolds, type SplitPlan, sample } from '@headway/learn'
import { event } from '../../held-out.ts'
import { counter } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import type { Pool } from '../pool.ts'
import { lossWhenTrainedOn, recipes, sampleOf, tableOf } from './world.ts'

const SHARES = [0.4, 1]

/** The learning curve: what more students gained, by folds and in a later intake; and the figure at each size. */
export function growing(task: string, pool: Pool, students: number, times: number) {
  const count = counter(task)
  const people = Int32Array.from(pool.y.keys())
  const loss = (share: number) => lossWhenTrainedOn(pool, recipes.trees, Math.round(0.8 * share * students), deriveSeed(9, students))
  const gained = loss(0.4) - loss(1)
  for (let s = 0; s < times; s++) {
    const seed = deriveSeed(9, task, students, s)
    const rows = sampleOf(pool, students, seed)
    const folds = learningCurve(
      { frame: framed(rows), plan: planFolds({ ...rows, folds: 5, repeats: 2, seed }), recipe: recipes.trees },
      { seed, shares: SHARES, draws: 2, resamples: 2 },
    )
    count.one(
      {
        interval: 'learning curve, gain from 40 % to all',
        population: `${pool.name}, ${students} students, 5 folds × 2, 2 draws`,
        truth: 'the gain in mean loss between training on as many other students, mean over 300 draws',
      },
      folds.gain,
      gained,
    )

    const test = drawStudents(pool, Math.round(students / 2), deriveSeed(seed, 'test'))
    const curve = (tested: Int32Array, resamples: number) => {
      const both = laterIntake(pool, rows, tested)
      return learningCurve({ ...both, recipe: recipes.trees }, { seed, shares: SHARES, draws: 2, resamples })
    }
    const [small, large] = [curve(test.rows, 300), curve(people, 2)]
    const population = `${pool.name}, ${students} students and ${Math.round(students / 2)} in a later intake, 2 draws`
    const truth = 'the same models on the population'
    count.one({ interval: 'learning curve, gain from 40 % to all', population, truth }, small.gain, large.gain.value)
    for (const [k, { share, estimate }] of small.points.entries()) {
      count.one(
        { interval: `learning curve, ROC AUC at ${100 * share} % of students`, population, truth },
        estimate,
        large.points[k]!.estimate.value,
      )
    }
    count.one(
      {
        interval: 'learning curve, gain from 40 % to all',
        population,
        truth: 'its mean over other training students, too',
        promised: false,
      },
      small.gain,
      loss100(pool, students),
    )
  }
  return count.rows()
}

const gains = new Map<string, number>()

function loss100(pool: Pool, students: number): number {
  const key = `${pool.name} ${students}`
  const found = gains.get(key)
  if (found !== undefined) return found
  const of = (share: number) => lossWhenTrainedOn(pool, recipes.trees, Math.round(share * students), deriveSeed(9, students))
  const gain = of(0.4) - of(1)
  gains.set(key, gain)
  return gain
}

/** The rows trained on, then the rows tested: each tested row as if it were another student, new to the model. */
function laterIntake(
  pool: Pool,
  train: ReturnType<typeof sampleOf>,
  tested: Int32Array,
): { readonly frame: Frame; readonly plan: SplitPlan } {
  const n = train.y.length
  const table = tableOf(pool, tested)
  const columns = train.table.columns.map((column, c) => {
    const more = table.columns[c]!
    if (column.kind !== 'numeric' || more.kind !== 'numeric') throw new Error('The columns of this bench are numbers.')
    return { ...column, values: Float64Array.from([...column.values, ...more.values]) }
  })
  const rows = n + tested.length
  const whole = sample({
    table: { rows, columns },
    y: Float64Array.from([...train.y, ...pick(pool.y, tested)]),
    task: event,
    groups: Int32Array.from([...train.groups!, ...tested.map((_, k) => 1_000_000 + k)]),
  })
  const all = Int32Array.from({ length: rows }, (_, i) => i)
  const split = { train: all.slice(0, n), test: all.slice(n) }
  return { frame: framed(whole), plan: { kind: 'later-intake', rows, repeats: [[split]], notes: [] } }
}

/** A learning curve looks at the sample of a frame alone. */
function framed(own: ReturnType<typeof sample>): Frame {
  return { sample: own } as Frame
}
