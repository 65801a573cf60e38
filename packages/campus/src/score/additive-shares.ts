import { type Contributions, columnOf, type FittedRecipe, learnerOf, prepared, type Table } from '@headway/learn'

/** Shares of a score by source: input columns, and columns derived from several of them. */
export interface AdditiveShares {
  readonly scale: Contributions['scale']
  readonly outputs: number
  readonly base: Float64Array // [outputs]
  readonly columns: readonly string[] // [d] the recipe's inputs in their order, then derived columns
  readonly values: Float64Array // [n, outputs, d]
}

/**
 * The learner's additive contributions, summed over all columns that were made from one source (one-hot columns, missing indicators).
 * What was derived from several inputs stands for itself: base[o] + Σ values[i, o, ·] is the learner's score, before calibration. Nothing where the learner has no such ability.
 */
export function additiveShares(fitted: FittedRecipe, table: Table): AdditiveShares | undefined {
  const learner = learnerOf(fitted)
  if (!learner.contributions) return undefined
  const ready = prepared(fitted, table)
  const { scale, outputs, base, values, columns } = learner.contributions(fitted.model, ready)
  const sources = [...new Set([...fitted.inputs.map(input => input.name), ...ready.columns.map(column => column.source)])]
  const at = columns.map(name => sources.indexOf(columnOf(ready, name).source))
  const d = columns.length
  const summed = new Float64Array(table.rows * outputs * sources.length)
  for (let io = 0; io < table.rows * outputs; io++) {
    for (let j = 0; j < d; j++) summed[io * sources.length + at[j]!]! += values[io * d + j]!
  }
  return { scale, outputs, base, columns: sources, values: summed }
}
