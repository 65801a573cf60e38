import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { deriveSeed } from '../random.ts'
import { type FittedRecipe, fitRecipe, forecast, type Recipe } from '../recipe.ts'
import type { Sample, TrainingPart } from '../sample.ts'
import { outputsOf, type Task } from '../task.ts'
import { type OnlySplits, type SplitRows, splitPart, splitSample } from './split.ts'
import type { SplitPlan } from './split-plan.ts'

declare const outOfFold: unique symbol

/**
 * Forecasts for rows that the forecasting model never saw, one matrix per repeat in the row order of the sample.
 * Rows that a plan never tests (a later intake's training rows) hold NaN; `testedForecasts` leaves them out.
 */
export interface OutOfFold {
  readonly task: Task
  readonly y: Float64Array // [n]
  readonly groups?: Int32Array // [n]
  readonly repeats: readonly { readonly forecast: Matrix; readonly fold: Int32Array }[] // [n, k]; [n], −1 where not tested
  readonly [outOfFold]: true
}

/** From a training part to something that forecasts: a plain recipe fit, or a whole tuning inside the part. */
export type Procedure = (part: TrainingPart<'real'>, ctx: FitContext) => FittedRecipe

/** The procedure of one fixed recipe. */
export function fixed(recipe: Recipe): Procedure {
  return (part, ctx) => fitRecipe(recipe, part, ctx)
}

/**
 * Runs the procedure on every training part of the plan and forecasts the rows held out.
 * Each part gets a derived seed, so the order of work changes nothing.
 *
 * @param only some splits alone: the others are made elsewhere, and `joinForecasts` puts all together
 */
export function crossValidate(sample: Sample, plan: SplitPlan, procedure: Procedure, ctx: FitContext, only?: OnlySplits): OutOfFold {
  return collect(sample, plan, splitSample(sample, plan, only), procedure, ctx)
}

/**
 * Forecasts of one sample and plan that `crossValidate` made apart, each of some splits: what it would have made at once.
 *
 * @param parts at least one; the rows that none of them tested hold NaN
 * @throws LearnError `shape_mismatch` (of different samples or plans), `bad_plan` (a row of a repeat tested in two of them)
 */
export function joinForecasts(parts: readonly OutOfFold[]): OutOfFold {
  const [first, ...others] = parts
  const joined = first.repeats.map(({ forecast, fold }) => ({ forecast: { ...forecast, data: forecast.data.slice() }, fold: fold.slice() }))
  for (const { repeats } of others) {
    if (repeats.length !== joined.length) throw unlike(`${repeats.length} repeats`, `${joined.length}`)
    repeats.forEach((own, r) => {
      const { forecast, fold } = joined[r]
      if (own.forecast.data.length !== forecast.data.length)
        throw unlike(`${own.forecast.rows} × ${own.forecast.cols} forecasts`, `${forecast.rows} × ${forecast.cols}`)
      own.fold.forEach((f, i) => {
        if (f < 0) return
        if (fold[i] >= 0)
          throw new LearnError('bad_plan', `Row ${i} of repeat ${r} was forecast twice. Give each split to one part of the work.`)
        fold[i] = f
        forecast.data.set(own.forecast.data.subarray(i * forecast.cols, (i + 1) * forecast.cols), i * forecast.cols)
      })
    })
  }
  return { ...first, repeats: joined }
}

function unlike(got: string, expected: string): LearnError {
  return new LearnError('shape_mismatch', `Forecasts to be joined hold ${got}, expected ${expected}. Join what one sample and plan gave.`)
}

/** The same inside a training part: for tuning and calibration. */
export function crossValidatePart(part: TrainingPart<'real'>, plan: SplitPlan, procedure: Procedure, ctx: FitContext): OutOfFold {
  return collect(part, plan, splitPart(part, plan), procedure, ctx)
}

/** Forecasts that `crossValidatePart` made before, on the same part and plan. For resample/judge-all.ts alone; not exported from the package. */
export function keptPart(part: TrainingPart<'real'>, plan: SplitPlan, data: readonly Float64Array[]): OutOfFold {
  const kept = empty(part, plan)
  kept.repeats.forEach(({ forecast, fold }, r) => {
    if (data[r]?.length !== forecast.data.length) {
      throw new LearnError(
        'shape_mismatch',
        `Kept forecasts hold ${data[r]?.length ?? 0} numbers in repeat ${r + 1}, expected ${forecast.data.length}. Forget them and search again.`,
      )
    }
    forecast.data.set(data[r])
    plan.repeats[r].forEach(({ test }, f) => {
      for (const i of test) fold[i] = f
    })
  })
  return kept
}

function empty({ task, y, groups }: Pick<Sample, 'task' | 'y' | 'groups'>, plan: SplitPlan): OutOfFold {
  const k = outputsOf(task)
  const repeats = plan.repeats.map(() => ({
    forecast: matrix(y.length, k, new Float64Array(y.length * k).fill(NaN)),
    fold: new Int32Array(y.length).fill(-1),
  }))
  return { task, y, ...(groups && { groups }), repeats } as unknown as OutOfFold
}

function collect(
  from: Pick<Sample, 'task' | 'y' | 'groups'>,
  plan: SplitPlan,
  splits: Iterable<SplitRows>,
  procedure: Procedure,
  ctx: FitContext,
): OutOfFold {
  const collected = empty(from, plan)
  const { repeats } = collected
  const k = outputsOf(from.task)
  const total = plan.repeats.reduce((sum, folds) => sum + folds.length, 0)
  let done = 0
  for (const { repeat, fold, train, test } of splits) {
    if (ctx.signal?.aborted) throw new LearnError('aborted', `Stopped after ${done} of ${total} folds. Nothing was kept.`)
    const { progress: _, ...quiet } = ctx
    const fitted = procedure(train, { ...quiet, seed: deriveSeed(ctx.seed, 'repeat', repeat, 'fold', fold) })
    const { data } = forecast(fitted, test.table)
    test.rows.forEach((row, i) => {
      repeats[repeat].forecast.data.set(data.subarray(i * k, (i + 1) * k), row * k)
      repeats[repeat].fold[row] = fold
    })
    done++
    ctx.progress?.({ what: 'folds', done, total })
  }
  return collected
}
