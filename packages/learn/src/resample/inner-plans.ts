import { LearnError } from '../errors.ts'
import { deriveSeed } from '../random.ts'
import type { TrainingPart } from '../sample.ts'
import { planEarlierTerms } from './plan-earlier-terms.ts'
import { planFolds } from './plan-folds.ts'
import { blockSplits, planWholeBlocks } from './plan-whole-blocks.ts'
import type { SplitPlan } from './split-plan.ts'

/** A term with fewer rows counts with the next. */
const FEWEST = 50

export interface InnerPlanOptions {
  readonly by?: 'terms' | 'folds'
  readonly folds: number
  readonly repeats: number
}

/** How a search judges its recipes, and whose forecasts calibrate the chosen one. */
export interface InnerPlans {
  readonly choosing: SplitPlan
  readonly calibrating: SplitPlan
}

/**
 * Where the part holds at least two terms that can be judged, recipes are chosen by earlier later-intakes (`planEarlierTerms`): that is
 * what the model will be asked to do, and a recipe that lives on one term's habits loses there. It takes at least two tested terms to
 * fit an average on one and judge it on the other, so of two terms alone each is tested from the other. Calibrators see each term
 * forecast from all others (`planWholeBlocks`): more rows, and models of about the size of the final one. Otherwise both are folds.
 *
 * Every outcome in the part is known, or it would not be there: no calendar is asked again, so an inner term may train for one that began
 * before its results were out. It is a rehearsal, and no leak.
 *
 * Terms with fewer than 50 rows or a single outcome count with the next one, the last with the one before.
 *
 * @throws LearnError `too_few_rows` where terms are asked for and cannot be had
 */
export function innerPlans(part: TrainingPart<'real'>, { by, folds, repeats }: InnerPlanOptions, seed: number): InnerPlans {
  const terms = by === 'folds' ? undefined : judgedTerms(part)
  const calibrating = terms && wholeTerms(part, terms)
  if (terms && calibrating) {
    const { groups } = part
    const several = calibrating.repeats[0].length > 2
    return { choosing: several ? planEarlierTerms({ terms, ...(groups && { groups }) }) : calibrating, calibrating }
  }
  if (by === 'terms')
    throw new LearnError(
      'too_few_rows',
      `Choosing by terms needs at least 2 terms of ${FEWEST} rows with two outcomes and different students. Choose by folds.`,
    )
  const plan = planFolds({ ...part, folds, repeats, seed: deriveSeed(seed, 'inner') })
  return { choosing: plan, calibrating: plan }
}

/** [n] terms numbered 0, 1, …, each large enough to be judged on; nothing of fewer than two. */
export function judgedTerms({ terms, y }: TrainingPart): Int32Array | undefined {
  if (!terms) return undefined
  const number = new Map<number, number>()
  let last = -1
  let open: number[] = [] // terms that wait for more rows
  for (const term of [...new Set(terms)].sort((a, b) => a - b)) {
    open.push(term)
    const waiting = new Set(open)
    const own = y.filter((_, i) => waiting.has(terms[i]))
    if (own.length < FEWEST || new Set(own).size < 2) continue
    last++
    for (const t of open) number.set(t, last)
    open = []
  }
  for (const t of open) number.set(t, last)
  return last < 1 ? undefined : terms.map(t => number.get(t)!)
}

/** Nothing where those outside a term are too few, or alike in their outcome. */
function wholeTerms({ y, groups }: TrainingPart, blocks: Int32Array): SplitPlan | undefined {
  const able = blockSplits(blocks, groups).every(({ train }) => train.length >= FEWEST && new Set(Array.from(train, i => y[i])).size > 1)
  return able ? planWholeBlocks({ blocks, kind: 'whole-terms', ...(groups && { groups }) }) : undefined
}
