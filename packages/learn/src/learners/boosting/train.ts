import { checkTarget } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import { deriveSeed } from '../../random.ts'
import type { TrainingPart } from '../../sample.ts'
import type { TaskKind } from '../../task.ts'
import type { Tree } from '../../trees/tree.ts'
import { chooseRounds } from './choose-rounds.ts'
import type { BoostingModel } from './model.ts'
import { objectiveOf } from './objectives/index.ts'
import type { BoostingParams } from './params.ts'
import { type ReadyRows, readyRows } from './ready-rows.ts'
import { startRun } from './run.ts'
import { countSteps, type Steps } from './steps.ts'

/**
 * Finds the number of rounds where `stopping` asks for it, then boosts on all rows, once for each of `seeds`. The model's score
 * (and its thresholds) are the mean over the seeds: each tree's values are divided by their number.
 *
 * @throws LearnError `too_few_rows`, `not_finite`, `unknown_column`, `bad_param`, `aborted`
 */
export function trainBoosting(part: TrainingPart, params: BoostingParams, ctx: FitContext): BoostingModel {
  checkTarget(part)
  if (part.y.length === 0) throw new LearnError('too_few_rows', 'boosting needs at least one training row, got none.')
  const steps = countSteps(ctx)
  const rounds = params.stopping === 'none' ? params.rounds : chooseRounds(part, params, ctx.seed, steps, ctx.threads)
  return boost(readyRows(part, params, ctx.threads), part.task.kind, params, rounds, ctx.seed, steps)
}

/** Boosts on rows that are ready, once for each of `seeds`, and closes them. */
export function boost(ready: ReadyRows, task: TaskKind, params: BoostingParams, rounds: number, seed: number, steps: Steps): BoostingModel {
  const { seeds } = params
  const kind = objectiveOf(task, params)
  const trees: Tree[] = []
  steps.plan(seeds * rounds)
  try {
    const runs = Array.from({ length: seeds }, (_, s) => {
      const run = startRun(ready, kind, params, s === 0 ? seed : deriveSeed(seed, 'seed', s), steps.check)
      for (let round = 0; round < rounds; round++) {
        for (const tree of run.round()) trees.push(shared(tree, seeds))
        steps.step()
      }
      return run
    })
    const thresholds = Array.from(runs[0].thresholds, (_, c) => runs.reduce((sum, run) => sum + run.thresholds[c], 0) / seeds)
    return { kind: 'boosting', task, columns: ready.columns, base: [...runs[0].base], thresholds, rounds, trees }
  } finally {
    ready.close()
  }
}

function shared(tree: Tree, seeds: number): Tree {
  return { ...tree, value: tree.value.map(v => v / seeds) }
}
