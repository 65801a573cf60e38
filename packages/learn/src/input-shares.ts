import type { Contributions } from './learner.ts'
import { derivationsOf, type FittedRecipe, learnerOf, prepared } from './recipe.ts'
import { columnOf, type Table } from './table.ts'

/**
 * The learner's additive contributions by source: summed over all columns that were made from one input (one-hot columns, missing
 * indicators). What was derived from several inputs stands for itself. base[o] + Σ values[i, o, ·] is the learner's score, before
 * calibration, to 1e-9.
 *
 * @returns columns are the recipe's inputs in their order, then derived sources; undefined where the learner does not share out its score
 */
export function inputShares(fitted: FittedRecipe, table: Table): Contributions | undefined {
  const learner = learnerOf(fitted)
  if (!learner.contributions) return undefined
  const inputs = table.columns.map(column => ({ ...column, source: column.name })) // whatever they were made from: here they are the sources
  const ready = prepared(fitted, { rows: table.rows, columns: inputs })
  const { outputs, values, columns, ...rest } = learner.contributions(fitted.model, ready)
  const derived = derivationsOf(fitted).map(({ name }) => name)
  const sources = [...fitted.inputs.map(input => input.name), ...derived]
  const sourceOf = (name: string) => (derived.includes(name) ? name : columnOf(ready, name).source)
  const at = columns.map(name => sources.indexOf(sourceOf(name)))
  const d = columns.length
  const summed = new Float64Array(table.rows * outputs * sources.length)
  for (let io = 0; io < table.rows * outputs; io++) {
    for (let j = 0; j < d; j++) summed[io * sources.length + at[j]] += values[io * d + j]
  }
  return { ...rest, outputs, columns: sources, values: summed }
}
