import { LearnError } from '../../errors.ts'
import type { Learner } from '../../learner.ts'
import type { Recipe } from '../../recipe.ts'

export interface StackParams {
  /** The recipes to average; each is fitted on all rows. */
  readonly members: readonly Recipe[]
  /** [members] 0 or more, not all 0; they are made to sum to 1. Absent: equal. `blendWeights` finds them on out-of-fold forecasts. */
  readonly weights?: readonly number[]
}

/** @throws LearnError `bad_param` */
export function checkStackParams({ members, weights }: StackParams, learnerNamed: (kind: string) => Learner): void {
  if (!Array.isArray(members) || members.length === 0) {
    throw new LearnError('bad_param', 'stack needs at least one member. Give recipes: members: [{ steps, learner }, …].')
  }
  const none = members.findIndex(member => !isRecipe(member))
  if (none >= 0) throw new LearnError('bad_param', `members[${none}] of the stack is no recipe. Give { steps, learner: { kind } }.`)
  for (const { learner } of members) {
    if (learner.kind === 'stack') throw new LearnError('bad_param', 'A stack cannot be a member of a stack. Give its members instead.')
    if (learnerNamed(learner.kind).contributions) continue
    throw new LearnError('bad_param', `${learner.kind} cannot share out its score, so a stack could not give reasons. Leave it out.`)
  }
  if (weights === undefined) return
  if (!Array.isArray(weights))
    throw new LearnError('bad_param', `weights of the stack must be a list of numbers, got ${JSON.stringify(weights)}.`)
  if (weights.length !== members.length)
    throw new LearnError('bad_param', `stack has ${members.length} members but ${weights.length} weights. Give one for each.`)
  const bad = weights.findIndex(w => !(typeof w === 'number' && w >= 0 && w < Infinity))
  if (bad >= 0)
    throw new LearnError('bad_param', `weights[${bad}] of the stack is ${JSON.stringify(weights[bad])}, but weights are numbers from 0 up.`)
  if (!weights.some(w => w > 0)) throw new LearnError('bad_param', 'All weights of the stack are 0. Give at least one member some weight.')
}

function isRecipe(member: Recipe | undefined): boolean {
  return (
    Array.isArray(member?.steps) &&
    member.steps.every((step: { kind?: unknown } | null) => typeof step?.kind === 'string') &&
    typeof member.learner?.kind === 'string'
  )
}
