import { flooredLogitNode, flooredLogNode, weightedSum } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { lowerLink } from '../../export/link.ts'
import type { LoweredColumn } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import type { LowerMember } from '../../learner.ts'
import { PROBABILITY_FLOOR } from '../../metrics/row-losses.ts'
import type { StackModel } from './stack.ts'

/** The members, their scores and the average of these, as nodes. */
export function lowerStack(
  { task, members, weights }: StackModel,
  columns: readonly LoweredColumn[],
  build: FormulaBuilder,
  lowerMember: LowerMember,
): NodeId[] {
  const scores = members.map(member => poolScoreNodes(build, task.kind, lowerMember(member, columns)))
  const averages = scores[0].map((_, o) =>
    weightedSum(
      build,
      scores.map(own => own[o]),
      weights,
    ),
  )
  return lowerLink(build, task.kind === 'ordinal' ? 'multiclass' : task.kind, averages)
}

function poolScoreNodes(build: FormulaBuilder, task: StackModel['task']['kind'], forecast: readonly NodeId[]): readonly NodeId[] {
  if (task === 'regression') return forecast
  if (task === 'binary') return [flooredLogitNode(build, forecast[1], PROBABILITY_FLOOR)]
  return forecast.map(p => flooredLogNode(build, p, PROBABILITY_FLOOR))
}
