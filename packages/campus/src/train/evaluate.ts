import { type Candidate, crossValidate, type FitContext, fixed, type OnlySplits, type OutOfFold, type SplitPlan } from '@headway/learn'
import type { Evaluated } from '../report/build-report.ts'
import type { Frame } from './frame.ts'
import { otherInputs } from './other-inputs.ts'
import { innerFoldsFor } from './plan.ts'
import { simpleRules } from './portfolio.ts'
import { prior } from './recipes.ts'
import type { TrainOptions } from './train.ts'
import { tunedInside } from './tuning.ts'

/** What the whole tuning came to inside training parts of a plan. */
export interface SearchedParts {
  readonly forecasts: OutOfFold // for the rows held out
  readonly searches: readonly PartSearch[]
}

export interface PartSearch {
  readonly split: number // its number in the order of the plan
  readonly chosen: Candidate
  readonly judgedOn: SplitPlan['kind']
  readonly leftOut?: OutOfFold // of a later intake, tuned by terms: forecasts of what it trained on, each term from the others
}

/** What `train` judges a model by: forecasts for rows never seen, of every simple rule and of the tuning procedure. */
export function evaluate(
  frame: Frame,
  plan: SplitPlan,
  options: TrainOptions,
  ctx: Omit<FitContext, 'seed'> = {},
  { forecasts, searches }: SearchedParts = searchParts(frame, plan, options, ctx),
): Evaluated {
  const { progress: _, ...quiet } = { ...ctx, seed: options.seed }
  const rules = evaluateRules(frame, plan, quiet)
  const inParts = searches.map(search => search.chosen)
  const leftOut = searches.find(search => search.leftOut)?.leftOut
  const { calibrator, innerFolds: folds = innerFoldsFor(frame.sample.y.length) } = options
  const other = options.beside
    ? otherInputs(frame, plan, inParts, { folds, ...(calibrator !== undefined && { calibrator }) }, quiet)
    : undefined
  const judgedOn = new Set(searches.map(search => search.judgedOn))
  return { rules, model: forecasts, chosen: countsOf(inParts), judgedOn, ...(leftOut && { leftOut }), ...(other && { other }) }
}

/** The whole tuning inside every training part of the plan, or inside some of them. */
export function searchParts(
  frame: Frame,
  plan: SplitPlan,
  options: TrainOptions,
  ctx: Omit<FitContext, 'seed'>,
  only: OnlySplits = () => true,
): SearchedParts {
  const searches: PartSearch[] = []
  const later = plan.kind === 'later-intake'
  let split = 0
  const procedure = tunedInside(frame, { ...options, leftOut: later }, ({ chosen, judgedOn, leftOut }) => {
    searches.push({ split, chosen, judgedOn, ...(later && judgedOn !== 'folds' && leftOut && { leftOut }) })
  })
  const forecasts = crossValidate(frame.sample, plan, procedure, { ...ctx, seed: options.seed }, next => {
    split = next
    return only(next)
  })
  return { forecasts, searches }
}

/** What every simple rule says of rows that it did not learn from. */
export function evaluateRules(frame: Frame, plan: SplitPlan, { progress: _, ...quiet }: FitContext): Evaluated['rules'] {
  return [{ name: 'prior', recipe: prior }, ...simpleRules(frame)].map(({ name, recipe }) => ({
    name,
    forecasts: crossValidate(frame.sample, plan, fixed(recipe), quiet),
  }))
}

function countsOf(chosen: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { name } of chosen) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
