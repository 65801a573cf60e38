import { LearnError } from '../errors.ts'
import { checkPlan, type SplitPlan } from './split-plan.ts'

export interface LaterIntakeOptions {
  /** [n] the term of each row as a rising number: a later term has a higher number. */
  readonly terms: Int32Array
  /** [n] students. A returning student's earlier rows may train; all rows of the test term are tested. */
  readonly groups?: Int32Array
  /** The term to test on; absent: the last. Everything before it trains, everything after it is left out. */
  readonly testTerm?: number
}

/**
 * Train on earlier terms, test on a later one: what really happens when a model is put to work.
 *
 * @throws LearnError `too_few_rows` when no term lies before the test term, or the test term has no rows
 */
export function planLaterIntake({
  terms,
  groups,
  testTerm = terms.reduce((a, b) => Math.max(a, b), -Infinity),
}: LaterIntakeOptions): SplitPlan {
  const rows = Int32Array.from(terms, (_, i) => i)
  const train = rows.filter(i => terms[i] < testTerm)
  const test = rows.filter(i => terms[i] === testTerm)
  if (train.length === 0 || test.length === 0) {
    throw new LearnError(
      'too_few_rows',
      `A later intake needs rows before term ${testTerm} and in it, got ${train.length} and ${test.length}. Use folds, or add an earlier term.`,
    )
  }
  const plan: SplitPlan = { kind: 'later-intake', rows: terms.length, repeats: [[{ train, test }]], ...(groups && { groups }), notes: [] }
  checkPlan(plan)
  return plan
}
