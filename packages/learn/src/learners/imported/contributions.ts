import type { Contributions } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { sharesAgainst } from '../../trees/interventional-shares.ts'
import type { Tree } from '../../trees/tree.ts'
import { expectedValue } from '../../trees/tree-shap.ts'
import { treeShares } from '../../trees/tree-shares.ts'
import { engineValues, setsOf } from './engine-values.ts'
import type { ImportedModel } from './model.ts'
import { importedScores, linked } from './predict.ts'

/**
 * Exact Shapley values of the scores, as the engine's own `pred_contribs` or `pred_contrib` has them (divided as the forecast is, where
 * a forest is averaged). The base is the mean score by the covers that the file tells.
 *
 * Of two scores of a binary task, their difference. Where the forecast is another function of one score (exp, square, a logistic value)
 * the shares are allocated in proportion, to add up to the value.
 */
export function importedContributions(model: ImportedModel, table: Table): Contributions {
  const values = engineValues(model, table)
  const sum = { trees: model.trees, outputs: model.base.length, outputOf: model.outputOf }
  const base = Float64Array.from(model.base)
  model.trees.forEach((tree, t) => {
    base[model.outputOf[t]] += expectedValue(tree)
  })
  return settled(model, importedScores(model, values, table.rows), base, treeShares(sum, values, setsOf(model), table.rows))
}

/**
 * Exact Shapley values of the scores against background rows: `interventionalShares`.
 *
 * @throws LearnError `too_few_rows` when there is no background row
 */
export function importedInterventional(model: ImportedModel, table: Table, background: Table): Contributions {
  const x = engineValues(model, table)
  const trees = model.base.map((): Tree[] => [])
  model.trees.forEach((tree, t) => {
    trees[model.outputOf[t]].push(tree)
  })
  const { base, values } = sharesAgainst(
    trees,
    setsOf(model),
    { x, n: table.rows },
    { x: engineValues(model, background), n: background.rows },
  )
  const sums = base.map((mean, output) => mean + model.base[output])
  return settled(model, importedScores(model, x, table.rows), sums, values)
}

/**
 * Sums of trees as shares of what is told: divided, on the scale of the task, and with what float32 rounded off (some 1e-7 of a score)
 * put to the largest share, so that they add up.
 *
 * @param scores [outputs, n] @param sums [outputs] @param shares [n, outputs, d]
 */
function settled(model: ImportedModel, scores: Float64Array, sums: Float64Array, shares: Float64Array): Contributions {
  const { divisor, slope, link, task, columns } = model
  const outputs = sums.length
  const d = columns.length
  const n = scores.length / outputs
  const factor = slope / divisor
  const base = sums.map(sum => sum * factor)
  const values = shares.map(share => share * factor)
  for (let i = 0; i < n; i++) {
    for (let o = 0; o < outputs; o++) {
      const row = values.subarray((i * outputs + o) * d, (i * outputs + o + 1) * d)
      settle(row, scores[o * n + i] * slope - base[o])
    }
  }
  const names = columns.map(column => column.name)
  if (task === 'binary' && outputs === 2) {
    const difference = Float64Array.from({ length: n * d }, (_, at) => {
      const first = Math.floor(at / d) * 2 * d + (at % d)
      return values[first + d] - values[first]
    })
    return { scale: 'log-odds', columns: names, outputs: 1, base: Float64Array.of(base[1] - base[0]), values: difference }
  }
  if (task !== 'regression') return { scale: 'log-odds', columns: names, outputs, base, values }
  if (link === 'identity') return { scale: 'value', columns: names, outputs, base, values }
  const start = linked(model, sums[0] / divisor)
  for (let i = 0; i < n; i++) {
    const moved = scores[i] * slope - base[0]
    const per = moved === 0 ? 0 : (linked(model, scores[i]) - start) / moved
    for (let j = 0; j < d; j++) values[i * d + j] *= per
  }
  return { scale: 'value', columns: names, outputs, base: Float64Array.of(start), values, allocated: true }
}

/** Makes a row of shares sum to `total`. A row without shares is left: there is nothing that told. */
function settle(row: Float64Array, total: number): void {
  let sum = 0
  let most = 0
  for (let j = 0; j < row.length; j++) {
    sum += row[j]
    if (Math.abs(row[j]) > Math.abs(row[most])) most = j
  }
  if (row.length > 0 && row[most] !== 0) row[most] += total - sum
}
