import {
  createRandom,
  crossValidate,
  deriveSeed,
  type FitContext,
  fixed,
  LearnError,
  type OutOfFold,
  permutation,
  type Recipe,
  type SplitPlan,
} from '@headway/learn'
import { CampusError } from '../errors.ts'
import { behind } from '../report/behind.ts'
import { estimatesOf } from '../report/estimates.ts'
import { metricLabels } from '../report/metric-labels.ts'
import type { Difference, Estimate } from '../report/report.ts'
import type { Frame } from '../train/frame.ts'

/** How the figures grow with the number of students learned from; the rows tested are the same at every size. */
export interface LearningCurve {
  readonly metric: string
  readonly points: readonly LearningPoint[] // fewest students first
  /** Mean loss of the second largest size minus that of all: above 0, more students still helped. */
  readonly gain: Difference
  readonly sentence: string
}

export interface LearningPoint {
  readonly share: number
  readonly students: number // learned from, mean over the splits
  readonly estimate: Estimate // mean over the draws
}

export interface LearningCurveOptions {
  readonly seed: number
  readonly shares?: readonly number[] // rising, the last is 1; default .1, .2, .4, .7, 1
  readonly draws?: number // default 3
  readonly resamples?: number // default 1000
}

const SHARES = [0.1, 0.2, 0.4, 0.7, 1]

/**
 * The recipe fitted on shares of the training students of a plan. Students are drawn whole, `draws` times, each share within the next
 * larger one. The figure of a share is the mean over its draws. The gain is paired on the rows tested: from two fifths to all, or
 * whichever size stands last but one at or below that.
 *
 * @throws CampusError `bad_question` (a share outside (0, 1], or none), LearnError (`aborted`, `too_few_rows` …)
 */
export function learningCurve(
  { frame, plan, recipe }: { readonly frame: Frame; readonly plan: SplitPlan; readonly recipe: Recipe },
  { seed, shares = SHARES, draws = 3, resamples = 1000 }: LearningCurveOptions,
  { signal, progress }: Omit<FitContext, 'seed'> = {},
): LearningCurve {
  if (shares.length < 2 || shares.at(-1) !== 1 || shares.some((s, i) => !(s > (shares[i - 1] ?? 0))))
    throw new CampusError('bad_question', `Shares of students must rise from above 0 to 1, got ${shares.join(', ')}.`)
  const { sample } = frame
  const fits = shares.map((share, k) => {
    if (signal?.aborted) throw new LearnError('aborted', `Stopped after ${k} of ${shares.length} sizes. Nothing was kept.`)
    progress?.({ what: 'learning curve', done: k, total: shares.length })
    const part = shareOf(plan, sample.groups, share, draws, seed)
    return {
      share,
      students: studentsIn(part, sample.groups),
      forecasts: crossValidate(sample, part, fixed(recipe), { seed, ...(signal && { signal }) }),
    }
  })
  const metric = sample.task.kind === 'regression' ? 'rmse' : 'rocAuc'
  const points = fits.map(({ share, students, forecasts }) => ({ share, students, estimate: estimate(forecasts, metric, seed, resamples) }))
  const from = Math.max(
    0,
    shares.findLastIndex(s => s <= 0.4),
  )
  const gain = behind(fits[from]!.forecasts, fits.at(-1)!.forecasts, seed)
  return { metric, points, gain, sentence: sentenceOf(metric, points[from]!, points.at(-1)!, gain) }
}

/** The plan with that share of each training side's students, drawn anew for each draw: as many repeats more. */
function shareOf(plan: SplitPlan, groups: Int32Array | undefined, share: number, draws: number, seed: number): SplitPlan {
  const repeats = Array.from({ length: draws }, (_, draw) =>
    plan.repeats.map((splits, r) =>
      splits.map(({ train, test }, f) => {
        const students = [...new Set(Array.from(train, i => groups?.[i] ?? i))]
        const order = permutation(students.length, createRandom(deriveSeed(seed, 'draw', draw, r, f)))
        const kept = new Set(Array.from(order.slice(0, Math.max(1, Math.round(share * students.length))), k => students[k]!))
        return { train: train.filter(i => kept.has(groups?.[i] ?? i)), test }
      }),
    ),
  ).flat()
  return { ...plan, repeats }
}

function studentsIn({ repeats }: SplitPlan, groups: Int32Array | undefined): number {
  const sizes = repeats.flat().map(({ train }) => new Set(Array.from(train, i => groups?.[i] ?? i)).size)
  return Math.round(sizes.reduce((a, b) => a + b, 0) / sizes.length)
}

function estimate(forecasts: OutOfFold, metric: string, seed: number, resamples: number): Estimate {
  const found = estimatesOf(forecasts, { seed, resamples, only: [metric] })[metric]
  if (found) return found
  throw new LearnError('metric_undefined', `${metricLabels[metric]!.label} cannot be computed: the rows tested have one outcome only.`)
}

function sentenceOf(metric: string, some: LearningPoint, all: LearningPoint, { value, low, high }: Difference): string {
  const change = all.estimate.value - some.estimate.value
  const signed = `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(3)}`
  const grown = `From ${some.students} students learned from to ${all.students}, ${metricLabels[metric]!.label} changed by ${signed}`
  const loss = `mean loss fell by ${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`.replaceAll('-', '−')
  if (low > 0) return `${grown}; ${loss}. It was still gaining: more students of this kind are likely to help.`
  return `${grown}; ${loss}: no gain that can be told from none, so nothing says that more students of this kind would help.`
}
