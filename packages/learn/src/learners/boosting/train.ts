import { checkTarget } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import { createRandom, deriveSeed, permutation } from '../../random.ts'
import type { TrainingPart } from '../../sample.ts'
import { outputsOf } from '../../task.ts'
import { binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns } from '../../trees/column-values.ts'
import { leafOf, type Tree } from '../../trees/tree.ts'
import { createGrower, type Grown } from './grow.ts'
import type { BoostingModel } from './model.ts'
import { objectives } from './objectives/index.ts'
import type { BoostingParams } from './params.ts'

export interface Trained {
  readonly model: BoostingModel
  readonly scores: Float64Array // [outputs, n] of the training rows, as training summed them
}

/**
 * Newton boosting: each round takes the loss's first and second derivatives at the current scores, grows one tree for each
 * output on them, and adds its leaf values to the scores. All trees of a round see the same scores.
 *
 * @throws LearnError `too_few_rows` (none), `not_finite`, `aborted`
 */
export function trainBoosting(part: TrainingPart, params: BoostingParams, { seed, signal, progress }: FitContext): Trained {
  checkTarget(part)
  const { table, y, task } = part
  const n = table.rows
  if (n === 0) throw new LearnError('too_few_rows', 'boosting needs at least one training row, got none.')
  const columns = table.columns.map(describeColumn)
  const values = columnValues(table, columns)
  const isSet = setColumns(columns)
  const weights = part.weights ?? new Float64Array(n).fill(1)
  const objective = objectives[task.kind].start({ y, weights, k: outputsOf(task) })
  const { outputs, base } = objective
  const grow = createGrower(binColumns(values, columns, weights, params.maxBins), weights, params)

  const scores = new Float64Array(outputs * n)
  base.forEach((start, o) => {
    scores.fill(start, o * n, (o + 1) * n)
  })
  const g = new Float64Array(outputs * n)
  const h = new Float64Array(outputs * n)
  const trees: Tree[] = []

  for (let round = 0; round < params.rounds; round++) {
    if (signal?.aborted)
      throw new LearnError('aborted', `boosting was stopped after ${round} of ${params.rounds} rounds. Nothing was kept.`)
    objective.gradients(scores, g, h)
    const [rows, others] = draw(n, params.rowShare, () => deriveSeed(seed, 'rows', round))
    for (let o = 0; o < outputs; o++) {
      const [chosen] = draw(columns.length, params.columnShare, () => deriveSeed(seed, 'columns', round, o))
      const own = scores.subarray(o * n, (o + 1) * n)
      const grown = grow(g.subarray(o * n, (o + 1) * n), h.subarray(o * n, (o + 1) * n), rows, chosen)
      trees.push(grown.tree)
      addLeafValues(own, grown, rows)
      for (const i of others) own[i] += grown.tree.value[leafOf(grown.tree, values, isSet, i)]
    }
    objective.moveThresholds?.(scores)
    progress?.({ what: 'boosting', done: round + 1, total: params.rounds })
  }
  const thresholds = [...(objective.thresholds ?? [])]
  return { model: { kind: 'boosting', task: task.kind, columns, base: [...base], thresholds, trees }, scores }
}

function addLeafValues(scores: Float64Array, { tree, leaves }: Grown, rows: Int32Array): void {
  for (const { node, begin, end } of leaves) {
    for (let i = begin; i < end; i++) scores[rows[i]] += tree.value[node]
  }
}

/** A share of 0 … n − 1 (at least one, if there is one) and the others, each ascending. */
function draw(n: number, share: number, seed: () => number): [Int32Array, Int32Array] {
  if (share === 1) return [upTo(n), new Int32Array(0)]
  const order = permutation(n, createRandom(seed()))
  const taken = Math.max(1, Math.round(share * n))
  return [order.slice(0, taken).sort(), order.slice(taken).sort()]
}

function upTo(n: number): Int32Array {
  const numbers = new Int32Array(n)
  for (let i = 0; i < n; i++) numbers[i] = i
  return numbers
}
