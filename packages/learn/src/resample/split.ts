import { LearnError } from '../errors.ts'
import { type HeldOut, type Sample, type TrainingPart, takeHeldOut, takeTraining } from '../sample.ts'
import { checkPlan, type SplitPlan } from './split-plan.ts'

export interface SplitRows {
  readonly repeat: number
  readonly fold: number
  readonly train: TrainingPart<'real'>
  readonly test: HeldOut
}

/** Which splits of a plan are wanted, by their number in its order from 0. It is asked of each just before its turn, in that order. */
export type OnlySplits = (split: number) => boolean

/** The parts of a plan, one split after another (lazily: rows are copied when reached). The plan is checked first. */
export function splitSample(sample: Sample, plan: SplitPlan, only?: OnlySplits): Generator<SplitRows> {
  return splits(sample, plan, only)
}

/** Split a training part again, for tuning and calibration inside it. A rebalanced part is refused: its copies would be on both sides. */
export function splitPart(part: TrainingPart<'real'>, plan: SplitPlan): Generator<SplitRows> {
  return splits(part, plan)
}

/** All rows as one training part: the last fit, after the evaluation. What is learned from it must not be judged on these rows. */
export function wholeOf(sample: Sample): TrainingPart<'real'> {
  return takeTraining(sample, rowNumbers(sample.y.length))
}

function* splits(from: Sample | TrainingPart<'real'>, plan: SplitPlan, only: OnlySplits = () => true): Generator<SplitRows> {
  if (plan.rows !== from.y.length) {
    throw new LearnError('bad_plan', `The plan was made for ${plan.rows} rows, but there are ${from.y.length}. Plan over this sample.`)
  }
  checkPlan(from.groups && !plan.groups ? { ...plan, groups: from.groups } : plan)
  let split = 0
  for (const [repeat, folds] of plan.repeats.entries()) {
    for (const [fold, { train, test }] of folds.entries()) {
      if (!only(split++)) continue
      yield { repeat, fold, train: takeTraining(from as Sample, train), test: takeHeldOut(from as Sample, test) }
    }
  }
}

function rowNumbers(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i)
}
