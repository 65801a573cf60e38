import type { Contributions } from '../../learner.ts'
import { type Table, takeRows } from '../../table.ts'
import { interventionalShares } from '../../trees/interventional-shares.ts'
import { boostingContributions } from './contributions.ts'
import type { BoostingModel } from './model.ts'

/**
 * Exact Shapley values of the scores against background rows: `interventionalShares`. The base is the mean score of the background.
 *
 * @throws LearnError `too_few_rows` when there is no background row
 */
export function boostingInterventional(model: BoostingModel, table: Table, background: Table): Contributions {
  const shape = boostingContributions(model, takeRows(table, [])) // its scale and outputs
  const trees = Array.from(shape.base, (_, output) => model.trees.filter((_, t) => t % shape.outputs === output))
  const { base, values } = interventionalShares(model.columns, trees, table, background)
  return { ...shape, base: base.map((sum, output) => sum + model.base[output]), values }
}
