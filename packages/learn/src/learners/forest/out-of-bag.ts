import { LearnError } from '../../errors.ts'
import type { Matrix } from '../../matrix.ts'
import type { TrainingPart } from '../../sample.ts'
import { bagOf } from './bag.ts'
import type { ForestModel } from './model.ts'
import { eachLeaf, forecastOf } from './predict.ts'

/**
 * For each training row the mean over the trees whose bag did not hold it: a forecast as honest as that of a held-out row, at
 * no further fit. With T trees a row is left out by about T / e of them; one that is in every bag gets NaN.
 *
 * @param part the rows the model was fitted on, in their order
 * @returns [n, k] probabilities or [n, 1] values
 * @throws LearnError `bad_param` (the model drew no bags), `shape_mismatch` (other rows), `group_leak` (a group has several
 *   rows: its other rows stand in the bags)
 *
 * Source: Breiman (1996), Out-of-bag estimation.
 * @example outOfBag(forest.fit(part, {}, { seed: 1 }), part)
 */
export function outOfBag(model: ForestModel, { table, groups }: TrainingPart): Matrix {
  const { bootstrap, outputs, task } = model
  const n = table.rows
  if (!bootstrap) throw new LearnError('bad_param', 'The forest drew no bags, so no row is out of any. Fit it with bootstrap: true.')
  if (bootstrap.rows !== n) {
    throw new LearnError('shape_mismatch', `The forest was fitted on ${bootstrap.rows} rows, got ${n}. Give the part it was fitted on.`)
  }
  if (groups && new Set(groups).size < n) {
    throw new LearnError('group_leak', 'Rows of one group stand in and out of the same bag. Use crossValidate with folds by group.')
  }
  const sums = new Float64Array(n * outputs)
  const trees = new Int32Array(n)
  let bag: ArrayLike<number> = []
  eachLeaf(model, table, (tree, leaf, i, t) => {
    if (i === 0) bag = bagOf(n, bootstrap.seed, t)
    if (bag[i] > 0) return
    trees[i]++
    for (let o = 0; o < outputs; o++) sums[i * outputs + o] += tree.value[leaf * outputs + o]
  })
  return forecastOf(
    task,
    outputs,
    sums.map((sum, at) => sum / trees[Math.floor(at / outputs)]),
  )
}
