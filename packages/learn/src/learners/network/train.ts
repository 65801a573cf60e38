import { checkTarget } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { openWorkspace, type Workspace } from '../../kernel/workspace.ts'
import type { FitContext } from '../../learner.ts'
import { matrix } from '../../matrix.ts'
import { deriveSeed } from '../../random.ts'
import type { TrainingPart } from '../../sample.ts'
import { objectives } from '../boosting/objectives/index.ts'
import { allThresholds } from '../linear/all-thresholds.ts'
import { adamRoom, bytesOfAdam } from './adam.ts'
import { centred } from './centred.ts'
import { codedTarget } from './coded-target.ts'
import { dealFolds, unitsOf } from './deal-folds.ts'
import { inputsOf, scalesOf } from './inputs.ts'
import { layersOf, sizeOf } from './layers.ts'
import type { NetworkModel } from './model.ts'
import { createObjective } from './objective.ts'
import type { NetworkParams } from './params.ts'
import { BATCH, bytesOfPass, createPass } from './pass.ts'
import { cutsOf } from './row-losses.ts'
import { networkScores } from './scores.ts'
import { startOf } from './start.ts'
import { trainMember } from './train-member.ts'

/** Each member keeps back one of this many folds. */
const FOLDS = 5
/** With fewer rows (or groups) the loss on a fifth of them says too little to stop by. */
const LEAST_UNITS = 30
/** The share of `epochs` that is trained then. */
const SMALL_SHARE = 0.25

/**
 * Member m learns from all folds but fold m mod 5 and stops by that one: five members have each row kept back once. A part of
 * copies (rebalanced) is dealt like any other, so that copies of one row may stand on both sides: members then stop late.
 *
 * @param open where the layers work: without the kernel the model has the same bits
 * @throws LearnError `too_few_rows` (none, or one class only), `not_finite`, `wrong_column_kind`, `aborted`
 */
export function trainNetwork(
  part: TrainingPart,
  params: NetworkParams,
  { seed, signal, progress }: FitContext,
  open = openWorkspace,
): NetworkModel {
  checkTarget(part)
  const { table, task } = part
  const n = table.rows
  if (n === 0) throw new LearnError('too_few_rows', 'network needs at least one training row, got none.')
  const weights = meanOne(part.weights ?? new Float64Array(n).fill(1))
  const columns = table.columns.map(c => c.name)
  const scales = scalesOf(table, weights)
  const { y, k, mean, scale, present } = codedTarget(part, weights)

  const { outputs, base, thresholds: cuts = [] } = objectives[task.kind].start({ y, weights, k })
  const sizes = [columns.length, ...params.hidden, outputs]
  const layers = layersOf(sizes)
  const X = inputsOf({ columns, ...scales }, table).data
  const size = sizeOf(layers) + cuts.length
  const workspace = open(bytesOfPass(layers, BATCH) + bytesOfAdam(size))
  const room = adamRoom(workspace, size)
  const objective = createObjective(createPass(layers, BATCH, workspace), task.kind, cuts.length, { X, y, weights })

  const { splitOf, epochs: most } = plannedSplits(part, params, seed)
  const trainOne = (m: number) => {
    const begin = startOf(layers, base, cutsOf(cuts), deriveSeed(seed, 'start', m))
    const visit = (epoch: number) => {
      if (signal?.aborted) throw new LearnError('aborted', `network was stopped in epoch ${epoch} of member ${m + 1}. Nothing was kept.`)
      progress?.({ what: 'network', done: m * most + epoch, total: params.members * most })
    }
    const own = { ...params, epochs: most }
    const { theta, epochs } = trainMember(objective, layers, begin, splitOf(m), own, room, deriveSeed(seed, 'member', m), visit)
    if (!theta.every(Number.isFinite)) {
      throw new LearnError('not_finite', `network ran away in member ${m + 1}. Lower learningRate, now ${params.learningRate}.`)
    }
    return { ...centred(layers, task.kind, theta), epochs }
  }
  const trained = inWorkspace(workspace, () => Array.from({ length: params.members }, (_, m) => trainOne(m)))

  const model: NetworkModel = {
    kind: 'network',
    task: task.kind,
    columns,
    ...scales,
    sizes,
    members: trained.map(({ parameters }) => parameters),
    thresholds: Array.from(cuts, (_, c) => trained.reduce((sum, member) => sum + member.thresholds[c] / trained.length, 0)),
    target: { mean, scale },
    epochs: trained.map(({ epochs }) => epochs),
  }
  if (!present || task.kind !== 'ordinal') return model
  const { values: scores } = networkScores(model, matrix(n, columns.length, X))
  return { ...model, thresholds: allThresholds(present, task.classes.length, model.thresholds, rangeOf(scores)) }
}

/** What member m learns from and keeps back, and how many epochs it may take. */
function plannedSplits({ y, groups }: TrainingPart, { epochs }: NetworkParams, seed: number) {
  const { unit, units } = unitsOf(y.length, groups)
  const rows = Int32Array.from(y, (_, i) => i)
  if (units < LEAST_UNITS) return { splitOf: () => ({ learn: rows, held: new Int32Array(0) }), epochs: Math.ceil(epochs * SMALL_SHARE) }
  const foldOf = dealFolds(y, unit, units, FOLDS, deriveSeed(seed, 'folds'))
  const splitOf = (m: number) => ({ learn: rows.filter(i => foldOf[i] !== m % FOLDS), held: rows.filter(i => foldOf[i] === m % FOLDS) })
  return { splitOf, epochs }
}

function inWorkspace<Result>(workspace: Workspace, work: () => Result): Result {
  try {
    return work()
  } finally {
    workspace.close()
  }
}

function meanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, w) => sum + w / weights.length, 0)
  return weights.map(w => w / mean)
}

function rangeOf(values: Float64Array): readonly [number, number] {
  return [values.reduce((low, v) => Math.min(low, v), Infinity), values.reduce((high, v) => Math.max(high, v), -Infinity)]
}
