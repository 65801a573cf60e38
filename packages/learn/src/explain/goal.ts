import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'

/** What a forecast must come to: a condition on its k probabilities (or one value), or bounds on the sum of some of them. */
export type Goal =
  | ((forecast: Float64Array) => boolean)
  | { readonly outputs: readonly number[]; readonly atLeast?: number; readonly atMost?: number }

/** @throws LearnError `bad_param` (no bound, or none that is a number; no output, or one that there is not) */
export function reaches(goal: Goal, outputs: number): (forecast: Float64Array) => boolean {
  if (typeof goal === 'function') return goal
  const { atLeast = -Infinity, atMost = Infinity } = goal
  if (!(atLeast <= atMost) || (goal.atLeast === undefined && goal.atMost === undefined)) {
    throw new LearnError('bad_param', `A goal needs atLeast, atMost or both, in this order, got ${goal.atLeast} and ${goal.atMost}.`)
  }
  if (goal.outputs.length === 0) throw new LearnError('bad_param', 'A goal without outputs is about nothing. Name at least one.')
  for (const output of goal.outputs) checkWhole('goal.outputs', output, 0, outputs - 1)
  return forecast => {
    const sum = goal.outputs.reduce((total, o) => total + forecast[o], 0)
    return sum >= atLeast && sum <= atMost
  }
}
