import {
  crossValidate,
  deriveSeed,
  type FitContext,
  fixed,
  type OutOfFold,
  planFolds,
  type Recipe,
  rebalancers,
  type SplitPlan,
  sample,
  steps,
  takeMatrixRows,
  wholeOf,
} from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import { prior } from '../train/recipes.ts'
import { estimatesOf } from './estimates.ts'
import type { HonestyGap } from './report.ts'

export interface HonestyGapOptions {
  readonly plan: SplitPlan // the honest one
  readonly seed: number
  readonly extra?: number // SMOTE to the largest class + this many, default 500
  readonly resamples?: number
}

const boosting: Recipe = { steps: [], learner: { kind: 'boosting' } }

/**
 * What a careless protocol would have claimed: all rows are encoded, scaled and over-sampled by SMOTE first, and only then split
 * into stratified folds, so that synthetic neighbours of every test row are trained on. Beside it the same learner judged
 * honestly, with nothing done before the split, and the prior.
 *
 * This is the one place in the house that splits rebalanced rows; it has to spell the sample out anew, because a rebalanced part
 * is refused by every split.
 */
export function honestyGap(
  frame: Frame,
  { plan, seed, extra = 500, resamples = 1000 }: HonestyGapOptions,
  ctx: Omit<FitContext, 'seed'> = {},
): HonestyGap {
  const { task } = frame.sample
  const honest = crossValidate(frame.sample, plan, fixed(boosting), { ...ctx, seed })
  const baseline = crossValidate(frame.sample, plan, fixed(prior), { ...ctx, seed })

  const oversampled = oversampleEverything(frame, extra, seed)
  const rowsAfter = oversampled.y.length
  const folds = planFolds({ y: oversampled.y, task, folds: 5, seed: deriveSeed(seed, 'naive') })
  const naive = crossValidate(oversampled, folds, fixed(boosting), { ...ctx, seed })
  const real = onRealRows(naive, frame.sample.y.length)

  const estimates = (forecasts: OutOfFold) => estimatesOf(forecasts, { seed, resamples })
  return {
    learner: 'boosting',
    recipe: `codes one-hot encoded, scaled and over-sampled by SMOTE to ${rowsAfter / classesIn(frame)} rows per class on all rows, then 5 stratified folds`,
    rowsBefore: frame.sample.y.length,
    rowsAfter,
    honest: estimates(honest),
    naive: estimates(naive),
    naiveOnRealRows: estimatesOf(real, { seed, resamples, only: ['accuracy'] })['accuracy']!,
    baseline: estimates(baseline),
  }
}

function oversampleEverything({ sample: honest }: Frame, extra: number, seed: number) {
  const ctx = { seed: deriveSeed(seed, 'naive', 'smote') }
  let part = wholeOf(honest)
  for (const kind of ['ordinalCodes', 'impute', 'oneHot', 'standardScale']) {
    const step = steps[kind]!
    part = { ...part, table: step.apply(step.fit(part, {}, ctx), part.table) }
  }
  const largest = Math.max(...countsOf(honest.y))
  const { table, y, task } = rebalancers['smote']!.rebalance(part, { target: largest + extra }, ctx)
  return sample({ table, y, task })
}

/** The real rows stand first in a rebalanced part: the same models' forecasts for those alone. */
function onRealRows({ repeats, ...rest }: OutOfFold, rows: number): OutOfFold {
  const first = Int32Array.from({ length: rows }, (_, i) => i)
  return {
    ...rest,
    y: rest.y.slice(0, rows),
    repeats: repeats.map(r => ({ forecast: takeMatrixRows(r.forecast, first), fold: r.fold.slice(0, rows) })),
  }
}

function countsOf(y: Float64Array): number[] {
  const counts = new Map<number, number>()
  for (const c of y) counts.set(c, (counts.get(c) ?? 0) + 1)
  return [...counts.values()]
}

function classesIn({ sample: { y } }: Frame): number {
  return new Set(y).size
}
