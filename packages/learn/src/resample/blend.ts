import { averageScores, poolForecast, poolScores } from '../learners/stack/pool.ts'
import { matrix } from '../matrix.ts'
import { type PairedDifference, pairedDifference } from '../metrics/intervals/paired-difference.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import { learnerNamed, type Recipe } from '../recipe.ts'
import { blendWeights } from './blend-weights.ts'
import type { OutOfFold } from './cross-validate.ts'

/** A weighted average of recipes, as one recipe, with forecasts that judge it. */
export interface Blend {
  readonly recipe: Recipe // of the learner `stack`, its weights fixed
  /** Each fold's rows by weights that the other folds of the repeat chose. */
  readonly forecasts: OutOfFold
  /** The rows' losses under `forecasts` against those under the single recipe that the other folds would choose; above 0 the average is worse. */
  readonly againstChoice: PairedDifference
}

/** Weights of the averaged forecasts, learned on some of their folds. */
type Weigh = typeof blendWeights

export interface BlendOptions {
  /** Which recipes may be averaged, by position; absent: all that can be. */
  readonly members?: readonly number[]
  /** One weight for all, instead of weights that greedy selection learns. */
  readonly even?: boolean
}

/**
 * The average of these recipes that greedy selection makes on their out-of-fold forecasts, or the even one. Learned weights see all folds;
 * what judges them is cross-fitted, and compared with a *choice* of one recipe that is cross-fitted in the same way: both have paid for
 * looking. A single recipe's own mean loss has not, when it was picked as the lowest of many.
 *
 * An even average is for forecasts judged on a few blocks (terms): two or three of them are too few to learn weights by, and the even
 * average then forecasts better than the one with learned weights.
 *
 * @returns undefined where fewer than two recipes can be averaged (a stack's members share out their score)
 *
 * Source: Smith & Wallis (2009), Oxford Bulletin of Economics and Statistics 71, "A simple explanation of the forecast combination puzzle".
 */
export function blendOf(
  recipes: readonly Recipe[],
  forecasts: readonly OutOfFold[],
  { members: allowed = [...recipes.keys()], even = false }: BlendOptions = {},
): Blend | undefined {
  const able = allowed.filter(m => learnerNamed(recipes[m].learner.kind).contributions && recipes[m].learner.kind !== 'stack')
  if (able.length < 2) return undefined
  const weigh: Weigh = even ? of => new Float64Array(of.length).fill(1 / of.length) : blendWeights
  const members = able.map(m => forecasts[m])
  const weights = weigh(members)
  const voted = able.filter((_, v) => weights[v] > 0)
  return {
    recipe: {
      steps: [],
      learner: { kind: 'stack', params: { members: voted.map(m => recipes[m]), weights: [...weights].filter(w => w > 0) } },
    },
    ...crossFitted(members, forecasts, weigh),
  }
}

function crossFitted(members: readonly OutOfFold[], all: readonly OutOfFold[], weigh: Weigh): Pick<Blend, 'forecasts' | 'againstChoice'> {
  const { task, y, groups } = members[0]
  const [averaged, chosen] = [new Float64Array(y.length), new Float64Array(y.length)]
  const repeats = members[0].repeats.map(({ fold, forecast: { cols } }, r) => {
    const blended = matrix(y.length, cols, new Float64Array(y.length * cols).fill(NaN))
    const scores = members.map(m => poolScores(m.repeats[r].forecast, task))
    const losses = all.map(m => rowLosses(y, m.repeats[r].forecast, task))
    for (const f of new Set(fold)) {
      if (f < 0) continue
      const weights = weigh(members, (repeat, other) => repeat === r && other !== f)
      const average = poolForecast(averageScores(scores, weights), task)
      const choice = losses[lowest(losses, i => fold[i] >= 0 && fold[i] !== f)]
      const loss = rowLosses(y, average, task)
      for (const i of fold.keys()) {
        if (fold[i] !== f) continue
        blended.data.set(average.data.subarray(i * cols, (i + 1) * cols), i * cols)
        averaged[i] += loss[i]
        chosen[i] += choice[i]
      }
    }
    return { fold, forecast: blended }
  })
  const perRepeat = (sums: Float64Array) => sums.map(sum => sum / repeats.length)
  return { forecasts: { ...members[0], repeats }, againstChoice: pairedDifference(perRepeat(averaged), perRepeat(chosen), groups) }
}

/** Which of them has the lowest sum over the rows that count. */
function lowest(losses: readonly Float64Array[], counts: (row: number) => boolean): number {
  const sums = losses.map(loss => loss.reduce((sum, l, i) => (counts(i) ? sum + l : sum), 0))
  return sums.indexOf(Math.min(...sums))
}
