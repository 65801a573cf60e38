import { canonicalJson } from '../bundle/canonical-json.ts'
import { decodeFloats, encodeFloats } from '../bundle/floats.ts'
import { sha256 } from '../bundle/sha256.ts'
import { LearnError } from '../errors.ts'
import type { FitContext } from '../learner.ts'
import type { Recipe } from '../recipe.ts'
import type { TrainingPart } from '../sample.ts'
import { crossValidatePart, fixed, keptPart, type OutOfFold } from './cross-validate.ts'
import type { SplitPlan } from './split-plan.ts'
import type { Candidate, TuneOptions } from './tune.ts'

/** A store of texts by key, handed in from outside: a file, a table, a Map. One store serves one frame; its keys tell parts apart. */
export interface SearchMemory {
  get(key: string): string | undefined
  set(key: string, text: string): void
}

/**
 * Out-of-fold forecasts of each candidate, in order, until the budget of seconds is used up (at least one). What the memory holds is
 * not fitted again: the same bytes come out, and an interrupted search goes on where it stopped.
 *
 * @returns seconds: how long each took by the clock handed in; 0 without one
 * @throws LearnError `aborted`
 */
export function judgeAll(
  part: TrainingPart<'real'>,
  plan: SplitPlan,
  candidates: readonly Candidate[],
  { budget, memory, now = () => 0 }: Pick<TuneOptions, 'budget' | 'memory' | 'now'>,
  ctx: FitContext,
): { readonly forecasts: readonly OutOfFold[]; readonly seconds: readonly number[] } {
  const { progress, ...quiet } = ctx
  const started = now()
  const forecasts: OutOfFold[] = []
  const seconds: number[] = []
  for (const { recipe, name } of candidates) {
    const began = now()
    if (forecasts.length > 0 && budget?.seconds !== undefined && began - started >= budget.seconds) break
    if (ctx.signal?.aborted)
      throw new LearnError('aborted', `Stopped before ${name}. ${memory ? 'What was found is kept.' : 'Nothing was kept.'}`)
    progress?.({ what: 'recipes', done: forecasts.length, total: candidates.length + 1 })
    forecasts.push(
      remembered(memory, keyOf(part, plan, recipe, ctx.seed), part, plan, () => crossValidatePart(part, plan, fixed(recipe), quiet)),
    )
    seconds.push(now() - began)
  }
  return { forecasts, seconds }
}

function remembered(
  memory: SearchMemory | undefined,
  key: () => string,
  part: TrainingPart<'real'>,
  plan: SplitPlan,
  judge: () => OutOfFold,
): OutOfFold {
  if (!memory) return judge()
  const found = memory.get(key())
  if (found !== undefined) return keptPart(part, plan, (JSON.parse(found) as string[]).map(decodeFloats))
  const forecasts = judge()
  memory.set(key(), JSON.stringify(forecasts.repeats.map(({ forecast }) => encodeFloats(forecast.data))))
  return forecasts
}

/** The part's rows are told apart by the seed that the outer split derived for it; outcomes are in the key against mix-ups. */
function keyOf({ y }: TrainingPart, { kind, repeats, blocks }: SplitPlan, recipe: Recipe, seed: number): () => string {
  const folds = repeats.map(r => r.length)
  const terms = blocks && { kind, terms: encodeFloats(Float64Array.from(blocks)) }
  return () => sha256(canonicalJson({ y: encodeFloats(y), folds, recipe, seed, ...terms }))
}
