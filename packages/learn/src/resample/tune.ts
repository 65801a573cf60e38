import { chooseCalibrator } from '../calibrate/choose-calibrator.ts'
import { calibrators } from '../calibrate/index.ts'
import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import { deriveSeed } from '../random.ts'
import { type FittedRecipe, fitRecipe, type Recipe } from '../recipe.ts'
import type { TrainingPart } from '../sample.ts'
import { crossValidatePart, fixed, type OutOfFold } from './cross-validate.ts'
import { planFolds } from './plan-folds.ts'

/** A recipe that may be chosen, and how simple its family is: baseline 0 < rule < linear < additive < boosting < stack. */
export interface Candidate {
  readonly name: string
  readonly complexity: number
  readonly recipe: Recipe
}

export interface TuneOptions {
  readonly candidates: readonly Candidate[]
  readonly folds?: number // inner folds, default 4
  readonly repeats?: number // default 1
  /** `best`: lowest inner loss. `simplest`: the simplest family within one standard error of the best, paired. Default `simplest`. */
  readonly choose?: 'best' | 'simplest'
  /** A calibrator to fit on the chosen candidate's out-of-fold forecasts, `auto` for the one that `chooseCalibrator` takes, or none. */
  readonly calibrator?: string
}

export interface Tried {
  readonly name: string
  readonly loss: number // mean over rows and repeats: log loss, or squared error
  readonly worseBy: number // paired mean difference from the best
  readonly standardError: number // of that difference, over rows
}

export interface Tuned {
  readonly chosen: Candidate
  readonly best: Candidate
  readonly simplest: Candidate
  readonly tried: readonly Tried[] // best first
  readonly fitted: FittedRecipe
}

/**
 * Chooses a recipe by cross-validation inside the training part, refits it on the whole part and calibrates it on the chosen
 * recipe's own out-of-fold forecasts. Groups stay together; nothing outside the part is seen.
 *
 * The one-standard-error rule is on paired differences of row losses: see docs/decisions.
 * Source: Breiman et al. (1984), Classification and Regression Trees, section 3.4.3.
 */
export function tune(part: TrainingPart<'real'>, options: TuneOptions, ctx: FitContext): Tuned {
  const { candidates, folds = 4, repeats = 1, choose = 'simplest', calibrator } = options
  if (candidates.length === 0) throw new LearnError('bad_param', 'candidates is empty. Give at least one recipe to try.')
  const plan = planFolds({ ...part, folds, repeats, seed: deriveSeed(ctx.seed, 'inner') })
  const inner = candidates.map(({ recipe }, c) => {
    ctx.progress?.({ what: 'recipes', done: c, total: candidates.length + 1 })
    const { progress: _, ...quiet } = ctx
    return crossValidatePart(part, plan, fixed(recipe), quiet)
  })
  const losses = inner.map(meanRowLosses)
  const means = losses.map(mean)
  const bestAt = means.indexOf(Math.min(...means))
  const tried = candidates.map(({ name }, c) => ({ name, loss: means[c], ...pairedDifference(losses[c], losses[bestAt]) }))
  const simplestAt = tried
    .map((_, c) => c)
    .filter(c => tried[c].worseBy <= tried[c].standardError)
    .reduce((a, b) => ((candidates[b].complexity - candidates[a].complexity || means[b] - means[a]) < 0 ? b : a))
  const chosenAt = choose === 'best' ? bestAt : simplestAt
  const fitted = fitRecipe(candidates[chosenAt].recipe, part, { ...ctx, seed: deriveSeed(ctx.seed, 'refit') })
  ctx.progress?.({ what: 'recipes', done: candidates.length + 1, total: candidates.length + 1 })
  return {
    chosen: candidates[chosenAt],
    best: candidates[bestAt],
    simplest: candidates[simplestAt],
    tried: tried.toSorted((a, b) => a.loss - b.loss),
    fitted: calibrator === undefined ? fitted : calibrated(fitted, inner[chosenAt], calibrator),
  }
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

/** Each row's loss, averaged over the repeats. */
function meanRowLosses({ task, y, repeats }: OutOfFold): Float64Array {
  const sum = new Float64Array(y.length)
  for (const { forecast } of repeats)
    rowLosses(y, forecast, task).forEach((loss, i) => {
      sum[i] += loss / repeats.length
    })
  return sum
}

function pairedDifference(a: Float64Array, b: Float64Array): { worseBy: number; standardError: number } {
  const differences = a.map((loss, i) => loss - b[i])
  const worseBy = mean(differences)
  const variance = differences.reduce((sum, d) => sum + (d - worseBy) * (d - worseBy), 0) / Math.max(1, differences.length - 1)
  return { worseBy, standardError: Math.sqrt(variance / differences.length) }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length
}
