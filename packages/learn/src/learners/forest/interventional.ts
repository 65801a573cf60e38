import type { Contributions } from '../../learner.ts'
import { type Table, takeRows } from '../../table.ts'
import { interventionalShares } from '../../trees/interventional-shares.ts'
import { forestContributions } from './contributions.ts'
import type { ForestModel } from './model.ts'

/**
 * Exact Shapley values of the forecast itself against background rows: `interventionalShares`. The base is the mean forecast of the
 * background. Each output is a game of its own, so k classes cost k times one.
 *
 * @throws LearnError `too_few_rows` when there is no background row
 */
export function forestInterventional(model: ForestModel, table: Table, background: Table): Contributions {
  const { columns, outputs, trees } = model
  const alone = Array.from({ length: outputs }, (_, output) =>
    trees.map(tree => ({ ...tree, value: tree.column.map((_, node) => tree.value[node * outputs + output]) })),
  )
  const { base, values } = interventionalShares(columns, alone, table, background)
  const mean = (sum: number) => sum / trees.length
  return { ...forestContributions(model, takeRows(table, [])), base: base.map(mean), values: values.map(mean) }
}
