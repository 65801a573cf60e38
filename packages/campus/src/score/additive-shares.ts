import { type Contributions, columnOf, type FittedRecipe, learnerOf, prepared, type Table } from '@headway/learn'

/** Shares of a score by input column. */
export interface AdditiveShares {
  readonly scale: Contributions['scale']
  readonly outputs: number
  readonly base: Float64Array // [outputs]
  readonly columns: readonly string[] // [d] input columns, in the order of the recipe's inputs
  readonly values: Float64Array // [n, outputs, d]
}

/**
 * The learner's additive contributions, summed over all columns that were made from one input column (one-hot columns, missing
 * indicators): base[o] + Σ values[i, o, ·] is the learner's score, before calibration. Nothing where the learner has no such ability.
 */
export function additiveShares(fitted: FittedRecipe, table: Table): AdditiveShares | undefined {
  const learner = learnerOf(fitted)
  if (!learner.contributions) return undefined
  const ready = prepared(fitted, table)
  const { scale, outputs, base, values, columns } = learner.contributions(fitted.model, ready)
  const sources = fitted.inputs.map(input => input.name)
  const at = columns.map(name => sources.indexOf(columnOf(ready, name).source))
  const d = columns.length
  const summed = new Float64Array(table.rows * outputs * sources.length)
  for (let io = 0; io < table.rows * outputs; io++) {
    for (let j = 0; j < d; j++) summed[io * sources.length + at[j]!]! += values[io * d + j]!
  }
  return { scale, outputs, base, columns: sources, values: summed }
}
