import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import { taskShape } from '../../bundle/task-shape.ts'
import { checkFitted } from '../../check-fitted.ts'
import { LearnError } from '../../errors.ts'
import type { StackModel } from './stack.ts'

/** More members than anybody averages. */
const MOST_MEMBERS = 100

const stackModel: Shape<StackModel> = shape.where(
  shape.record<StackModel>({
    kind: shape.oneOf('stack'),
    task: taskShape,
    columns: shape.names(),
    members: shape.list(shape.anything as Shape<StackModel['members'][number]>, 1, MOST_MEMBERS), // checkFitted looks
    weights: shape.list(shape.number(0, 1), 1),
  }),
  ({ members, weights }) => (members.length === weights.length ? undefined : `.weights must have ${members.length} items, one per member`),
)

/** @throws LearnError `bad_bundle` */
export function checkStackModel(model: unknown): void {
  checkShape('The stack', model, stackModel)
  for (const member of model.members) {
    if (member?.learner === 'stack') throw new LearnError('bad_bundle', 'A member of the stack is a stack itself. Take the original.')
    if (JSON.stringify(checkFitted(member).task) === JSON.stringify(model.task)) continue
    throw new LearnError('bad_bundle', 'A member of the stack forecasts something else than the stack. Take the original.')
  }
}
