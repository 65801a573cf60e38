import {
  type Budget,
  type Candidate,
  calibrators,
  crossValidate,
  deriveSeed,
  type FitContext,
  fixed,
  learners,
  type OutOfFold,
  type Procedure,
  type SearchMemory,
  type SplitPlan,
  type TaskKind,
  type Tuned,
  type TuneOptions,
  tune,
  wholeOf,
} from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { CampusError } from '../errors.ts'
import { withoutTwins } from '../leakage/find-twins.ts'
import { checkLists, type ListOptions } from '../lists/list-blocks.ts'
import type { ListStability } from '../lists/list-stability.ts'
import { type MadeFor, pastForecasts } from '../lists/past-forecasts.ts'
import { refitLists } from '../lists/refit-lists.ts'
import { buildReport, type Evaluated } from '../report/build-report.ts'
import { honestyGap } from '../report/honesty-gap.ts'
import type { Report } from '../report/report.ts'
import type { Frame } from './frame.ts'
import { otherInputs } from './other-inputs.ts'
import { defaultPlan, innerFoldsFor } from './plan.ts'
import { affordablePortfolio, portfolio, simpleRules } from './portfolio.ts'
import { prior } from './recipes.ts'
import { typicalValues } from './typical-values.ts'

export interface TrainOptions extends ListOptions {
  /** The outer splits; absent: `defaultPlan`. */
  readonly plan?: SplitPlan
  /** `simplest` within one standard error of the best (default), or `best` (what quality benches use). */
  readonly choose?: 'best' | 'simplest'
  /** Try one learner only; `stack`: the average of all recipes and nothing else. */
  readonly learner?: string
  /**
   * Calibrate the chosen recipe on its own inner out-of-fold forecasts (of each training term from the others, where there are terms):
   * a calibrator's name, or `auto` for what their loss says. Default: not.
   */
  readonly calibrator?: string
  /** Inner folds of the tuning, where it has no terms to go by. Default 4 up to 1,000 rows, 3 above. */
  readonly innerFolds?: number
  /** How many recipes to try, or for how long, in each search. Default: all up to 1,000 rows, the most promising six and the rules above. */
  readonly budget?: Budget
  /** A clock in seconds: for a budget of seconds, and for how long each recipe took in the last search. It changes nothing else. */
  readonly now?: () => number
  /** Hears of the last search, on all rows: its leaderboard with times, which no model holds. */
  readonly onSearched?: (tuned: Tuned) => void
  /** Gets the forecasts for rows never seen that the report is made from (`heldOutLines` writes them down). */
  readonly onEvaluated?: (evaluated: Evaluated) => void
  /** What an interrupted run of the same frame, plan and seed found, and where to put what is found: see `SearchMemory`. */
  readonly memory?: SearchMemory
  /** Measure what over-sampling before the split would have claimed. Default: for classes, up to 5,000 rows (it costs minutes above). */
  readonly honestyGap?: boolean
  /** Columns that the leakage detector suspects (`askAt`), for the report. */
  readonly suspects?: Report['suspects']
  /** What was assumed about the records, for the report's limits. */
  readonly assumptions?: readonly string[]
  /** Refit the chosen recipe so often on other students, to see whether the list stays the same. Default 0: not measured. */
  readonly refits?: number
  /** Evaluate the chosen recipe with the other choice of protected columns as well. Default: not. */
  readonly beside?: boolean
}

/**
 * From a frame to a model with its honest report: forecasts for rows never seen (simple rules first, then the whole tuning
 * procedure inside every training part), the report on those, and only then a last fit on all rows.
 *
 * Same frame, options and version: the same bundle, byte for byte. `ctx.signal` stops it, `ctx.progress` watches it.
 *
 * @throws CampusError, LearnError (`aborted`, `too_few_rows` …)
 */
export function train(frame: Frame, options: TrainOptions, ctx: Omit<FitContext, 'seed'> = {}): Bundle {
  const { seed } = options
  const { plan, twins } = withoutTwins(frame, options.plan ?? defaultPlan(frame, seed))
  checkLists(plan, options)
  const evaluated = evaluate(frame, plan, options, ctx)
  options.onEvaluated?.(evaluated)
  const { progress: _, ...quiet } = ctx
  const tuned = tune(wholeOf(frame.sample), tuning(frame, options), { ...quiet, seed: deriveSeed(seed, 'final') })
  options.onSearched?.(tuned)
  const gap = wantsGap(frame, options) ? honestyGap(frame, { plan, ...options }, quiet) : undefined
  const { dataset, question } = frame
  const report = buildReport(frame, plan, evaluated, tuned, options)
  const stability = stabilityOf(frame, plan, tuned, report, options, ctx)
  const past = pastForecasts(pastOf(evaluated, plan), frame)
  return {
    codebook: dataset.codebook,
    question,
    recipe: tuned.chosen.recipe,
    fitted: tuned.fitted,
    report: { ...report, ...(twins && { twins }), ...(stability && { stability }), ...(gap && { honestyGap: gap }) },
    seed,
    data: { hash: dataset.hash, rows: dataset.table.rows, synthetic: dataset.synthetic },
    seen: seenLevels(frame),
    ...(question.at && { typical: typicalValues(frame) }),
    ...(past && { past }),
  }
}

/** Of a later intake the training terms as well, each left out in turn: one term alone says nothing of how terms differ. */
function pastOf({ model, leftOut }: Evaluated, { repeats }: SplitPlan): MadeFor[] {
  const trained = repeats[0]?.[0]?.train
  return [{ forecasts: model }, ...(leftOut && trained ? [{ forecasts: leftOut, rowOf: trained }] : [])]
}

/** The recipe was chosen on all rows, those listed included: what is measured is how the list varies, not how good it is. */
function stabilityOf(
  frame: Frame,
  plan: SplitPlan,
  { chosen: { recipe } }: Tuned,
  { gate }: Report,
  { seed, refits = 0 }: TrainOptions,
  ctx: Omit<FitContext, 'seed'>,
): ListStability | undefined {
  if (!gate || refits < 2) return undefined
  const lists = refitLists(frame, plan, fixed(recipe), { listed: gate.listed, seed: deriveSeed(seed, 'stability'), refits }, ctx)
  if (!lists) return undefined
  const { times: _, rows: __, ...summary } = lists
  return summary
}

function wantsGap({ sample: { task, y } }: Frame, { honestyGap = y.length <= 5000 }: TrainOptions): boolean {
  return honestyGap && task.kind !== 'regression'
}

/** What `train` judges a model by: forecasts for rows never seen, of every simple rule and of the tuning procedure. */
export function evaluate(frame: Frame, plan: SplitPlan, options: TrainOptions, ctx: Omit<FitContext, 'seed'> = {}): Evaluated {
  const { sample } = frame
  const seeded = { ...ctx, seed: options.seed }
  const { progress: _, ...quiet } = seeded
  const rules = evaluateRules(frame, plan, quiet)
  const inParts: Candidate[] = []
  const judgedOn = new Set<SplitPlan['kind']>()
  const later = plan.kind === 'later-intake'
  let leftOut: OutOfFold | undefined
  const forecasts = crossValidate(
    sample,
    plan,
    tunedInside(frame, { ...options, leftOut: later }, tuned => {
      inParts.push(tuned.chosen)
      judgedOn.add(tuned.judgedOn)
      if (later && tuned.judgedOn !== 'folds') leftOut = tuned.leftOut
    }),
    seeded,
  )
  const { calibrator, innerFolds: folds = innerFoldsFor(sample.y.length) } = options
  const other = options.beside
    ? otherInputs(frame, plan, inParts, { folds, ...(calibrator !== undefined && { calibrator }) }, quiet)
    : undefined
  return { rules, model: forecasts, chosen: countsOf(inParts), judgedOn, ...(leftOut && { leftOut }), ...(other && { other }) }
}

/** What every simple rule says of rows that it did not learn from. */
export function evaluateRules(frame: Frame, plan: SplitPlan, { progress: _, ...quiet }: FitContext): Evaluated['rules'] {
  return [{ name: 'prior', recipe: prior }, ...simpleRules(frame)].map(({ name, recipe }) => ({
    name,
    forecasts: crossValidate(frame.sample, plan, fixed(recipe), quiet),
  }))
}

/** Learners that a recipe can be fitted with here. */
export const trainable: readonly string[] = Object.values(learners)
  .filter(learner => !learner.elsewhere)
  .map(learner => learner.kind)

function countsOf(chosen: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { name } of chosen) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** The whole tuning, as a procedure that sees a training part and nothing else. */
export function tunedInside(
  frame: Frame,
  options: TrainOptions & Pick<TuneOptions, 'leftOut'>,
  onTuned: (tuned: Tuned) => void = () => {},
): Procedure {
  const settings = { ...tuning(frame, options), ...(options.leftOut && { leftOut: true }) }
  return (part, ctx) => {
    const tuned = tune(part, settings, ctx)
    onTuned(tuned)
    return tuned.fitted
  }
}

function tuning(frame: Frame, { choose = 'simplest', learner, calibrator, innerFolds, budget, now, memory }: TrainOptions): TuneOptions {
  checkCalibrator(calibrator, frame.sample.task.kind)
  const candidates = budget ? portfolio(frame, learner) : affordablePortfolio(frame, learner)
  if (candidates.length === 0) throw new CampusError('bad_question', `No recipe uses the learner ${learner}. Try: ${trainable.join(', ')}.`)
  return {
    candidates,
    choose,
    blend: learner === undefined ? true : learner === 'stack' ? 'only' : false,
    folds: innerFolds ?? innerFoldsFor(frame.sample.y.length),
    ...(calibrator !== undefined && { calibrator }),
    ...(budget ? { budget } : frame.terms && { halveAbove: Infinity }), // of terms the few are averaged: none is dropped on a share of the rows
    ...(now && { now }),
    ...(memory && { memory }),
  }
}

function checkCalibrator(name: string | undefined, task: TaskKind): void {
  if (name === undefined) return
  const able = Object.values(calibrators)
    .filter(c => c.tasks.includes(task))
    .map(c => c.kind)
  const names = able.length > 0 ? [...able, 'auto'] : []
  if (names.includes(name)) return
  throw new CampusError(
    'bad_question',
    `${name} cannot calibrate this question. It can be calibrated by: ${names.join(', ') || 'nothing'}.`,
  )
}

function seenLevels({ sample: { table } }: Frame): Record<string, string[]> {
  return Object.fromEntries(
    table.columns.flatMap(column => {
      if (column.kind === 'numeric') return []
      const codes = new Set(column.codes)
      return [[column.name, column.levels.filter((_, code) => codes.has(code))]]
    }),
  )
}
