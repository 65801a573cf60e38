import { chooseCalibrator } from '../calibrate/choose-calibrator.ts'
import { crossCalibrate } from '../calibrate/cross-calibrate.ts'
import { calibrators } from '../calibrate/index.ts'
import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import { mean } from '../metrics/mean.ts'
import { deriveSeed } from '../random.ts'
import { type FittedRecipe, fitRecipe, type Recipe } from '../recipe.ts'
import type { TrainingPart } from '../sample.ts'
import { blendOf } from './blend.ts'
import { crossValidatePart, fixed, type OutOfFold } from './cross-validate.ts'
import { survivors } from './halving.ts'
import { innerPlans } from './inner-plans.ts'
import { judgeAll, type SearchMemory } from './judge-all.ts'
import { compared, meanRowLosses, type Tried } from './leaderboard.ts'
import type { SplitPlan } from './split-plan.ts'
import { testedForecasts } from './take-forecasts.ts'

/** A recipe that may be chosen, and how simple its family is: baseline 0 < rule < linear < additive < boosting < stack. */
export interface Candidate {
  readonly name: string
  readonly complexity: number
  readonly recipe: Recipe
}

export interface TuneOptions {
  /** The most promising first: a budget cuts the end off. */
  readonly candidates: readonly Candidate[]
  /** Judge the recipes on whole terms, or on folds. Default: on terms where the part has enough of them (see `innerPlans`). */
  readonly by?: 'terms' | 'folds'
  readonly folds?: number // inner folds, default 4
  readonly repeats?: number // default 1
  /** `best`: lowest inner loss. `simplest`: the simplest family within one standard error of the best, paired. Default `simplest`. */
  readonly choose?: 'best' | 'simplest'
  /** Try an average of the candidates, too (default), or not, or that alone. */
  readonly blend?: boolean | 'only'
  /** A calibrator to fit on the chosen candidate's out-of-fold forecasts (by terms: of each term from all others), `auto` for the one that `chooseCalibrator` takes, or none. */
  readonly calibrator?: string
  /** Give the forecasts that calibrate as well, for conformal scores: see `Tuned.leftOut`. */
  readonly leftOut?: boolean
  readonly budget?: Budget
  /** Rows above which candidates first run on shares of the rows, the better third of them on. Default 20,000. */
  readonly halveAbove?: number
  /** A clock in seconds, handed in: for a budget of seconds and for `Tuned.seconds`. It changes nothing else. */
  readonly now?: () => number
  /** What earlier, interrupted work on the same part and seed found, and where to put what is found. */
  readonly memory?: SearchMemory
}

/** At least one candidate is always tried. */
export interface Budget {
  readonly configurations?: number
  /**
   * By the clock handed in, over the full runs. `Tuned.finished` names what ran: give those candidates alone, and the same bytes come
   * out without a budget; after halving with `halveAbove: Infinity`, or they are halved once more.
   */
  readonly seconds?: number
}

export interface Tuned {
  readonly chosen: Candidate
  readonly best: Candidate
  readonly simplest: Candidate
  readonly tried: readonly Tried[] // best first
  readonly judgedOn: SplitPlan['kind'] // folds; or terms, each from the earlier ones, or (of two) from the other
  readonly finished: readonly string[] // the candidates that ran, in the order given
  readonly seconds?: readonly number[] // how long each of `finished` took, where a clock was handed in
  readonly fitted: FittedRecipe
  /**
   * The chosen recipe's forecasts of rows left out, calibrated (where it is) by what other folds say: of every term from all others, or
   * out of fold. Where asked for; absent all the same where the calibrator asks for more rows than a part without a fold has.
   */
  readonly leftOut?: OutOfFold
}

/** How simple a simple rule is, and a stack: the least of all families. */
const RULE = 1
const STACK = 5

/** An even average is of so many: the first, most promising ones, which are of unlike families. */
const EVEN = 6

/**
 * Chooses a recipe by cross-validation inside the training part, refits it on the whole part and calibrates it on the chosen
 * recipe's own out-of-fold forecasts. Where the part has terms, later ones are forecast from earlier ones; else groups stay together.
 * Nothing outside the part is seen.
 *
 * The average of the candidates (by greedy selection; on terms an even one of the first six that are more than a simple rule: see `blendOf`) is
 * the best unless a choice among them is better by more than one standard error, both cross-fitted over the inner folds; else the best is
 * the candidate with the lowest mean loss. The one-standard-error rule is on paired differences of row losses: see docs/decisions.
 *
 * Sources: Breiman et al. (1984), Classification and Regression Trees, section 3.4.3; Caruana et al. (2004), ICML.
 *
 * @throws LearnError `bad_param`, `unknown_kind`, `aborted`; `too_few_rows` where terms are asked for and cannot be had
 */
export function tune(part: TrainingPart<'real'>, options: TuneOptions, ctx: FitContext): Tuned {
  const { by, folds = 4, repeats = 1, choose = 'simplest', blend = true, halveAbove = 20_000 } = options
  const given = affordable(options)
  const { progress: _, ...quiet } = ctx
  const { choosing, calibrating } = innerPlans(part, { ...(by && { by }), folds, repeats }, ctx.seed)
  const entered = part.y.length > halveAbove ? survivors(part, given, ctx, choosing.blocks) : given
  const { forecasts, seconds } = judgeAll(part, choosing, entered, options, ctx)
  const inner = forecasts.map(testedForecasts)
  const candidates = entered.slice(0, inner.length)

  const losses = inner.map(meanRowLosses)
  const blended = blend
    ? blendOf(
        candidates.map(c => c.recipe),
        inner,
        onTerms(choosing)
          ? { even: true, members: [...candidates.keys()].filter(c => candidates[c].complexity > RULE).slice(0, EVEN) }
          : {},
      )
    : undefined
  const all: { candidate: Candidate; forecasts: OutOfFold; losses: Float64Array }[] = candidates.map((candidate, c) => ({
    candidate,
    forecasts: inner[c],
    losses: losses[c],
  }))
  if (blended) {
    const { recipe, forecasts } = blended
    all.push({ candidate: { name: 'blend', complexity: STACK, recipe }, forecasts, losses: meanRowLosses(forecasts) })
  }
  const single = losses.map(mean)
  const only = blend === 'only'
  if (only && !blended) throw new LearnError('bad_param', 'A blend needs at least two candidates that share out their score.')
  const averaged = blended && (only || blended.againstChoice.worseBy <= blended.againstChoice.standardError)
  const best = averaged ? all[all.length - 1] : all[single.indexOf(Math.min(...single))]
  const entries = (only ? [best] : all).map(entry => ({ ...entry, tried: compared(entry.candidate.name, entry, best) }))
  const simplest = entries
    .filter(({ tried }) => tried.worseBy <= tried.standardError)
    .reduce((a, b) => ((b.candidate.complexity - a.candidate.complexity || b.tried.loss - a.tried.loss) < 0 ? b : a))
  const chosen = choose === 'best' ? best : simplest
  const fitted = fitRecipe(chosen.candidate.recipe, part, { ...ctx, seed: deriveSeed(ctx.seed, 'refit') })
  const leftOut = () =>
    calibrating === choosing ? chosen.forecasts : crossValidatePart(part, calibrating, fixed(chosen.candidate.recipe), quiet)
  const done = finished(fitted, leftOut, options)
  ctx.progress?.({ what: 'recipes', done: given.length + 1, total: given.length + 1 })
  return {
    chosen: chosen.candidate,
    best: best.candidate,
    simplest: simplest.candidate,
    tried: entries.map(({ tried }) => tried).sort((a, b) => a.worseBy - b.worseBy),
    judgedOn: choosing.kind,
    finished: candidates.map(c => c.name),
    ...(options.now && { seconds }),
    ...done,
  }
}

function onTerms({ kind }: SplitPlan): boolean {
  return kind === 'earlier-terms' || kind === 'whole-terms'
}

function affordable({ candidates, budget, now }: TuneOptions): readonly Candidate[] {
  if (budget?.seconds !== undefined && !now)
    throw new LearnError('bad_param', 'A budget of seconds needs a clock. Give now: () => seconds.')
  if (candidates.length === 0) throw new LearnError('bad_param', 'candidates is empty. Give at least one recipe to try.')
  if (budget?.configurations === undefined) return candidates
  checkWhole('budget.configurations', budget.configurations, 1)
  return candidates.slice(0, budget.configurations)
}

/** The calibrator fitted on forecasts of rows left out, and those where they are asked for. */
function finished(
  fitted: FittedRecipe,
  leftOut: () => OutOfFold,
  { calibrator, leftOut: wanted }: TuneOptions,
): Pick<Tuned, 'fitted' | 'leftOut'> {
  if (calibrator === undefined && !wanted) return { fitted }
  const forecasts = leftOut()
  const done = calibrator === undefined ? fitted : calibrated(fitted, forecasts, calibrator)
  if (!wanted) return { fitted: done }
  const kept = done.calibrator ? crossCalibrate(forecasts, done.calibrator.kind) : forecasts
  return { fitted: done, ...(kept && { leftOut: kept }) }
}

function calibrated(fitted: FittedRecipe, forecasts: OutOfFold, kind: string): FittedRecipe {
  if (kind === 'auto') {
    const { chosen } = chooseCalibrator(forecasts)
    return chosen ? { ...fitted, calibrator: chosen } : fitted
  }
  if (!Object.hasOwn(calibrators, kind))
    throw new LearnError('unknown_kind', `There is no calibrator called ${kind}. Known: ${Object.keys(calibrators).join(', ')}.`)
  const calibrator = calibrators[kind]
  if (!calibrator.tasks.includes(fitted.task.kind)) return fitted
  return { ...fitted, calibrator: { kind, state: calibrator.fit(forecasts) } }
}
