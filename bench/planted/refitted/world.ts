import {
  deriveSeed,
  fitRecipe,
  forecast,
  numericColumn,
  type Recipe,
  rowLosses,
  type Sample,
  sample,
  type Table,
  table,
  wholeOf,
} from '@headway/learn'
import { event } from '../../held-out.ts'
import { drawStudents, pick } from '../draw.ts'
import { entryAlone, linear, type Pool } from '../pool.ts'

const DRAWS = 300

/** Two recipes whose difference is looked at, and small trees that vary more from fit to fit. */
export const recipes = {
  model: linear,
  rule: entryAlone,
  trees: { steps: [], learner: { kind: 'boosting', params: { rounds: 40, learningRate: 0.1, maxLeaves: 4, minRows: 10 } } },
} as const satisfies Record<string, Recipe>

/** Students of the population with what models are fitted on. */
export function sampleOf(pool: Pool, students: number, seed: number): Sample {
  const { rows, groups } = drawStudents(pool, students, seed)
  return sample({ table: tableOf(pool, rows), y: pick(pool.y, rows), task: event, groups })
}

export function tableOf({ columns }: Pool, rows: Int32Array): Table {
  return table(Object.entries(columns).map(([name, values]) => numericColumn(name, pick(values, rows))))
}

export interface People {
  readonly table: Table
  readonly y: Float64Array
}

/** The whole population, for fitted models to be judged on. */
export function everyone(pool: Pool): People {
  return { table: tableOf(pool, Int32Array.from(pool.y.keys())), y: pool.y }
}

/**
 * Mean loss over the population of a recipe fitted on this many students: what training gives on average, over 300 draws of them. Every
 * draw is judged on another twelfth; recipes with one seed see the same draws, so that their differences are paired.
 */
export function lossWhenTrainedOn(pool: Pool, recipe: Recipe, students: number, seed: number): number {
  let sum = 0
  for (let d = 0; d < DRAWS; d++) {
    const part = wholeOf(sampleOf(pool, students, deriveSeed(seed, 'truth', d)))
    const rows = Int32Array.from({ length: Math.ceil((pool.y.length - (d % 12)) / 12) }, (_, k) => (d % 12) + 12 * k)
    const losses = rowLosses(pick(pool.y, rows), forecast(fitRecipe(recipe, part, { seed: d }), tableOf(pool, rows)), event)
    sum += losses.reduce((a, b) => a + b, 0) / losses.length
  }
  return sum / DRAWS
}
