import { deriveSeed, type FitContext, joinForecasts, LearnError, type SplitPlan, type Tuned, tune, wholeOf } from '@headway/learn'
import { type Twins, withoutTwins } from '../leakage/find-twins.ts'
import { checkLists } from '../lists/list-blocks.ts'
import { honestyGap } from '../report/honesty-gap.ts'
import type { HonestyGap } from '../report/report.ts'
import { type SearchedParts, searchParts } from './evaluate.ts'
import type { Frame } from './frame.ts'
import { defaultPlan } from './plan.ts'
import type { TrainOptions } from './train.ts'
import { tuning } from './tuning.ts'

/**
 * A share of the work of `train`. The work is in pieces that depend on the frame and the options alone: the search inside each training part,
 * in the order of the plan, then the last search on all rows, then the honesty gap where it is wanted. It is data: threads can send it.
 */
export interface Share extends SearchedParts {
  readonly last?: Tuned
  readonly gap?: HonestyGap
}

/** Which pieces are one's own, by number from 0: asked just before the turn of each, in rising order. */
export type Mine = (piece: number) => boolean

/** The plan that `train` follows, without twins on both sides; checked against the options. */
export interface Splits {
  readonly plan: SplitPlan
  readonly twins?: Twins
}

/** @throws CampusError (`no_rows`, `bad_question` …), LearnError (`too_few_rows`) */
export function splitsFor(frame: Frame, options: TrainOptions): Splits {
  const splits = withoutTwins(frame, options.plan ?? defaultPlan(frame, options.seed))
  checkLists(splits.plan, options)
  return splits
}

/**
 * The pieces that are one's own. Whoever hands all shares of the same frame and options to `train` gets the bundle that it makes alone, byte for
 * byte: which thread did a piece, and when, changes nothing.
 *
 * @throws as `train`
 */
export function shareOf(frame: Frame, options: TrainOptions, mine: Mine, ctx: Omit<FitContext, 'seed'> = {}): Share {
  return workOn(frame, splitsFor(frame, options), options, mine, ctx)
}

/** The same for splits that are known already. */
export function workOn(frame: Frame, { plan }: Splits, options: TrainOptions, mine: Mine, ctx: Omit<FitContext, 'seed'>): Share {
  const { progress: _, ...quiet } = ctx
  const splits = countSplits(plan)
  const parts = searchParts(frame, plan, options, ctx, mine)
  const last = mine(splits) && tune(wholeOf(frame.sample), tuning(frame, options), { ...quiet, seed: deriveSeed(options.seed, 'final') })
  const gap = mine(splits + 1) && wantsGap(frame, options) && honestyGap(frame, { plan, ...options }, quiet)
  return { ...parts, ...(last && { last }), ...(gap && { gap }) }
}

/** @throws LearnError `shape_mismatch` (a piece is missing), `bad_plan` (one was done twice) */
export function joinShares(
  shares: readonly Share[],
  plan: SplitPlan,
): { readonly parts: SearchedParts; readonly last: Tuned; readonly gap?: HonestyGap } {
  const searches = shares.flatMap(share => share.searches).sort((a, b) => a.split - b.split)
  const last = shares.find(share => share.last)?.last
  const gap = shares.find(share => share.gap)?.gap
  if (!last || searches.length < countSplits(plan)) {
    const searched = searches.length + Number(last !== undefined)
    throw new LearnError(
      'shape_mismatch',
      `The shares hold ${searched} searches, expected ${countSplits(plan) + 1}. Give all shares of the work.`,
    )
  }
  return { parts: { forecasts: joinForecasts(shares.map(share => share.forecasts)), searches }, last, ...(gap && { gap }) }
}

/** How much work there is to share: what says how many threads are worth their start. */
export interface WorkAhead {
  readonly searches: number
  readonly rows: number // that all fits of the searches learn from, about
}

/** @throws as `train` */
export function workAhead(frame: Frame, options: TrainOptions): WorkAhead {
  const { candidates, budget, folds = 1 } = tuning(frame, options)
  const tried = Math.min(candidates.length, budget?.configurations ?? Infinity)
  const searches = countSplits(splitsFor(frame, options).plan) + 1
  return { searches, rows: searches * tried * folds * frame.sample.y.length }
}

function countSplits({ repeats }: SplitPlan): number {
  return repeats.reduce((sum, splits) => sum + splits.length, 0)
}

function wantsGap({ sample: { task, y } }: Frame, { honestyGap = y.length <= 5000 }: TrainOptions): boolean {
  return honestyGap && task.kind !== 'regression'
}
