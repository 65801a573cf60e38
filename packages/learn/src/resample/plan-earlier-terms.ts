import { LearnError } from '../errors.ts'
import { checkPlan, type SplitPlan } from './split-plan.ts'

export interface EarlierTermsOptions {
  /** [n] the term of each row as a rising number. */
  readonly terms: Int32Array
  /** [n] students. A returning student's earlier rows may train, later ones never. */
  readonly groups?: Int32Array
}

/**
 * Every term but the first tested once, from those before it: a later intake, rehearsed as often as the terms allow. The rows of the
 * first term are never tested (fold −1; see `testedForecasts`).
 *
 * @throws LearnError `too_few_rows` of one term
 */
export function planEarlierTerms({ terms, groups }: EarlierTermsOptions): SplitPlan {
  const [first, ...later] = [...new Set(terms)].sort((a, b) => a - b)
  if (first === undefined || later.length === 0)
    throw new LearnError(
      'too_few_rows',
      `Testing terms from earlier ones needs at least 2 terms, got ${first === undefined ? 0 : 1}. Use folds.`,
    )
  const rows = Int32Array.from(terms, (_, i) => i)
  const splits = later.map(term => ({ train: rows.filter(i => terms[i] < term), test: rows.filter(i => terms[i] === term) }))
  const plan: SplitPlan = {
    kind: 'earlier-terms',
    rows: terms.length,
    repeats: [splits],
    ...(groups && { groups }),
    blocks: terms,
    notes: [],
  }
  checkPlan(plan)
  return plan
}
