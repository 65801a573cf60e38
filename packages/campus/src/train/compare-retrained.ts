import {
  crossValidate,
  type FitContext,
  fixed,
  type OutOfFold,
  type Procedure,
  planFolds,
  type SplitPlan,
  type Table,
  tune,
} from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import type { Dataset } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import { behind } from '../report/behind.ts'
import { estimatesOf } from '../report/estimates.ts'
import type { Difference, Estimate } from '../report/report.ts'
import { type Frame, frame } from './frame.ts'
import { defaultPlan, describePlan } from './plan.ts'

/** A model and the version of the data it was trained on. */
export interface Side {
  readonly dataset: Dataset
  readonly bundle: Bundle
}

export interface Comparison {
  readonly old: Readonly<Record<string, Estimate>> // by metric id
  readonly next: Readonly<Record<string, Estimate>>
  /** Mean loss of the old minus that of the new, paired: above 0 the new one is better. */
  readonly difference: Difference
  readonly verdict: 'better' | 'worse' | 'too close to tell'
  readonly sentence: string
  readonly plan: string
  readonly rows: number
}

/**
 * The old model against the new one, fairly: both recipes are fitted again inside the same outer folds of the new data, the old
 * one on those training rows that its own version of the data held, and both forecast the same rows, which neither saw. A stored
 * model is never judged: it has seen its own training rows. Which recipe each side has was chosen on all of its rows, so both level
 * figures are a little too good (the reports have the honest ones); the difference is what this is for.
 *
 * @throws CampusError `bad_question` when the two forecast different things
 */
export function compareRetrained(
  sides: { readonly old: Side; readonly next: Side },
  { seed, resamples = 1000 }: { seed: number; resamples?: number },
  ctx: Omit<FitContext, 'seed'> = {},
): Comparison {
  const { old, next } = sides
  checkSameTarget(old.bundle, next.bundle)
  const rows = frame(next.dataset, next.bundle.question)
  const plan = planOver(rows, seed)
  const half = (offset: number) => ({ ...ctx, seed, ...(ctx.progress && { progress: scaled(ctx.progress, offset) }) })
  const nextForecasts = crossValidate(rows.sample, plan, refit(next.bundle), half(0))
  const oldRows = frame(next.dataset, old.bundle.question)
  const oldForecasts = crossValidate(oldRows.sample, trainedOnlyOn(plan, knownTo(old.dataset, rows)), refit(old.bundle), half(1))
  const difference = behind(oldForecasts, nextForecasts, seed)
  const estimates = (forecasts: OutOfFold) => estimatesOf(forecasts, { seed, resamples })
  return {
    old: estimates(oldForecasts),
    next: estimates(nextForecasts),
    difference,
    ...verdictOf(difference),
    plan: describePlan(plan, rows),
    rows: rows.sample.y.length,
  }
}

/** The model's recipe fitted anew on a training part, and calibrated anew where the model was. */
function refit({ recipe, fitted }: Bundle): Procedure {
  const calibrator = fitted.calibrator?.kind
  if (calibrator === undefined) return fixed(recipe)
  return (part, ctx) => tune(part, { candidates: [{ name: 'the same', complexity: 0, recipe }], calibrator }, ctx).fitted
}

function checkSameTarget(a: Bundle, b: Bundle): void {
  if (JSON.stringify(a.question.target) === JSON.stringify(b.question.target)) return
  throw new CampusError(
    'bad_question',
    `The old model forecasts ${a.question.target.column}, the new one ${b.question.target.column}, or another event in it. Only models with one target can be compared.`,
  )
}

function planOver(frame: Frame, seed: number): SplitPlan {
  const { sample, terms } = frame
  if (terms) return defaultPlan(frame, seed)
  return planFolds({ ...sample, folds: 5, repeats: sample.y.length <= 1000 ? 4 : 1, seed })
}

/** The same test rows; of the training rows only those that `known` marks. */
function trainedOnlyOn(plan: SplitPlan, known: readonly boolean[]): SplitPlan {
  return { ...plan, repeats: plan.repeats.map(folds => folds.map(({ train, test }) => ({ train: train.filter(i => known[i]), test }))) }
}

/** Which rows of the frame stand in that version of the data too, with the same cells. */
function knownTo(version: Dataset, { dataset, rows }: Frame): boolean[] {
  const before = new Set(Array.from({ length: version.table.rows }, (_, i) => cellsOf(version.table, i)))
  return Array.from(rows, i => before.has(cellsOf(dataset.table, i)))
}

function cellsOf({ columns }: Table, row: number): string {
  return JSON.stringify(columns.map(c => (c.kind === 'numeric' ? c.values[row] : (c.levels[c.codes[row]!] ?? null))))
}

function verdictOf({ value, low, high }: Difference): Pick<Comparison, 'verdict' | 'sentence'> {
  const range = `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
  if (low > 0)
    return { verdict: 'better', sentence: `The new model is better: its mean loss is lower by ${range} on rows neither had seen. Keep it.` }
  if (high < 0)
    return { verdict: 'worse', sentence: `The new model is worse: its mean loss differs by ${range} on rows neither had seen. Revert.` }
  return {
    verdict: 'too close to tell',
    sentence: `Too close to tell: the old model's mean loss minus the new one's is ${range} on rows neither had seen, and the interval holds 0.`,
  }
}

function scaled(progress: NonNullable<FitContext['progress']>, offset: number): NonNullable<FitContext['progress']> {
  return ({ what, done, total }) => progress({ what, done: done + offset * total, total: 2 * total })
}
