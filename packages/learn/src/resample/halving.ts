import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import { mean } from '../metrics/mean.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import { deriveSeed } from '../random.ts'
import { fitRecipe, forecast } from '../recipe.ts'
import type { TrainingPart } from '../sample.ts'
import { planFolds } from './plan-folds.ts'
import { splitPart } from './split.ts'
import type { SplitPlan } from './split-plan.ts'
import type { Candidate } from './tune.ts'

/** Small stratified folds that the rungs are put together from; fewer where a class has fewer rows. */
const PIECES = 45
const JUDGED_SHARE = 1 / 5
const RUNGS = [1 / 11, 1 / 4] // shares of the rows to learn from

/**
 * Successive halving, by thirds: every candidate is fitted on an eleventh of the part's rows and judged on a fifth held out, the better
 * third of them again on about a quarter; the better third of those goes on to full cross-validation (at least two at each rung). The
 * simplest candidate always goes on, so that the rule of one standard error has something to fall back on. Groups stay together. Where
 * the recipes are to be judged on terms, the last term judges here, and as many rows of those before it are learned from (50 at least).
 *
 * Source: Jamieson & Talwalkar (2016), AISTATS, "Non-stochastic best arm identification", with η = 3.
 *
 * @returns the survivors, in the order given
 * @throws LearnError `aborted`, and what the candidates throw
 */
export function survivors(
  part: TrainingPart<'real'>,
  candidates: readonly Candidate[],
  ctx: FitContext,
  terms?: Int32Array,
): readonly Candidate[] {
  const { progress: _, ...quiet } = ctx
  const simplest = candidates.reduce((a, b) => (b.complexity < a.complexity ? b : a))
  return RUNGS.reduce((standing, share) => {
    const wanted = Math.max(2, Math.ceil(standing.length / 3))
    if (standing.length <= wanted) return standing
    const [{ train, test }] = [...splitPart(part, terms ? lateRung(part, terms, share, ctx.seed) : rung(part, share, ctx.seed))]
    const losses = new Map(
      standing.map(candidate => {
        if (ctx.signal?.aborted) throw new LearnError('aborted', `Stopped before ${candidate.name}. Nothing was kept.`)
        const fitted = fitRecipe(candidate.recipe, train, { ...quiet, seed: deriveSeed(ctx.seed, 'rung', RUNGS.indexOf(share)) })
        return [candidate, mean(rowLosses(test.y, forecast(fitted, test.table), test.task))] as const
      }),
    )
    const better = new Set(standing.toSorted((a, b) => losses.get(a)! - losses.get(b)!).slice(0, wanted)).add(simplest)
    return standing.filter(candidate => better.has(candidate))
  }, candidates)
}

function rung(part: TrainingPart<'real'>, share: number, seed: number): SplitPlan {
  const { tests, notes } = pieces(part, seed)
  const rowsOf = (from: number, to: number) => Int32Array.from(tests.slice(from, to).flatMap(rows => [...rows])).sort()
  const judges = Math.ceil(tests.length * JUDGED_SHARE)
  const split = { train: rowsOf(judges, judges + Math.ceil(tests.length * share)), test: rowsOf(0, judges) }
  return { kind: 'hold-out', rows: part.y.length, repeats: [[split]], ...(part.groups && { groups: part.groups }), notes }
}

function lateRung(part: TrainingPart<'real'>, terms: Int32Array, share: number, seed: number): SplitPlan {
  const last = terms.reduce((a, b) => Math.max(a, b), -Infinity)
  const { tests, notes } = pieces(part, seed)
  const earlier = tests.flatMap(rows => [...rows]).filter(i => terms[i] < last)
  const split = {
    train: Int32Array.from(earlier.slice(0, Math.max(50, Math.ceil(part.y.length * share)))).sort(),
    test: Int32Array.from(terms.keys()).filter(i => terms[i] === last),
  }
  return { kind: 'later-intake', rows: part.y.length, repeats: [[split]], blocks: terms, notes }
}

function pieces(part: TrainingPart<'real'>, seed: number): { readonly tests: readonly Int32Array[]; readonly notes: readonly string[] } {
  const { repeats, notes } = planFolds({ ...part, folds: PIECES, seed: deriveSeed(seed, 'halving') })
  return { tests: repeats[0].map(fold => fold.test), notes }
}
