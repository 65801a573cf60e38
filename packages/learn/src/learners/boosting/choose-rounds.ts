import type { KernelThreads } from '../../kernel/threads.ts'
import { deriveSeed } from '../../random.ts'
import type { TrainingPart } from '../../sample.ts'
import { outputsOf } from '../../task.ts'
import { columnValues } from '../../trees/column-values.ts'
import { type InnerPart, innerFolds, innerHoldout } from '../inner-parts.ts'
import { objectiveOf } from './objectives/index.ts'
import type { BoostingParams } from './params.ts'
import { addTrees } from './predict.ts'
import { readyRows } from './ready-rows.ts'
import { startRun } from './run.ts'
import type { Steps } from './steps.ts'

/**
 * The number of rounds, 0 … `rounds`, with the lowest loss on rows held out inside the part (ties: fewer rounds).
 *
 * `bags`: every row is held out by one of `bags` bags; all bags boost side by side, and the loss of a round is summed over them,
 * so that the lowest point of their mean curve counts, not the mean of their lowest points. For small parts.
 * `holdout`: one bag, with a share of the rows held out. For large parts.
 *
 * The search ends when `patience` rounds brought no lower loss. The number is not raised for the whole part having more rows than
 * a bag.
 *
 * @throws LearnError `bad_param` (a rebalanced part), `too_few_rows` (nothing to hold out), `aborted`
 */
export function chooseRounds(part: TrainingPart, params: BoostingParams, seed: number, steps: Steps, threads?: KernelThreads): number {
  const parts =
    params.stopping === 'bags'
      ? innerFolds(part, params.bags, deriveSeed(seed, 'bags'))
      : [innerHoldout(part, params.holdoutShare, deriveSeed(seed, 'holdout'))]
  const bags: Bag[] = []
  try {
    parts.forEach((inner, b) => {
      bags.push(startBag(inner, params, deriveSeed(seed, 'bag', b), steps.check, threads))
    })
    return lowestPoint(bags, params, steps)
  } finally {
    for (const bag of bags) bag.close()
  }
}

function lowestPoint(bags: readonly Bag[], { rounds, patience }: BoostingParams, steps: Steps): number {
  let best = 0
  let least = sum(bags.map(bag => bag.loss()))
  steps.plan(rounds)
  for (let round = 1; round <= rounds && round - best <= patience; round++) {
    for (const bag of bags) bag.round()
    const loss = sum(bags.map(bag => bag.loss()))
    if (loss < least) {
      least = loss
      best = round
    }
    steps.step()
  }
  return best
}

interface Bag {
  round(): void
  loss(): number
  close(): void
}

/** A run over the bag's training rows, and the loss so far on the rows that it holds out. */
function startBag({ training, heldOut }: InnerPart, params: BoostingParams, seed: number, check: () => void, threads?: KernelThreads): Bag {
  const kind = objectiveOf(training.task.kind, params)
  const ready = readyRows(training, params, threads)
  const run = startRun(ready, kind, params, seed, check)
  const n = heldOut.y.length
  const labels = { y: heldOut.y, weights: heldOut.weights ?? new Float64Array(n).fill(1), k: outputsOf(training.task) }
  const values = columnValues(heldOut.table, ready.columns)
  const scores = Float64Array.from({ length: run.base.length * n }, (_, at) => run.base[Math.floor(at / n)])
  return {
    round: () => addTrees(scores, run.round(), run.base.length, values, ready.isSet),
    loss: () => kind.loss(scores, labels, run.thresholds),
    close: ready.close,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, v) => total + v, 0)
}
