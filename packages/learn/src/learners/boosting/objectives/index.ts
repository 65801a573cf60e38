import type { TaskKind } from '../../../task.ts'
import { binary } from './binary.ts'
import { multiclass } from './multiclass.ts'
import type { ObjectiveKind } from './objective.ts'
import { ordinal } from './ordinal.ts'
import { pinball } from './pinball.ts'
import { squared } from './squared.ts'

export interface ObjectiveParams {
  readonly objective: 'squared' | 'absolute' | 'quantile'
  readonly quantile: number
}

/** What boosting lowers for each task, and how it forecasts; all objectives of a regression forecast alike. */
export const objectives: Readonly<Record<TaskKind, ObjectiveKind>> = { binary, multiclass, ordinal, regression: squared }

export function objectiveOf(task: TaskKind, { objective, quantile }: ObjectiveParams): ObjectiveKind {
  if (task !== 'regression' || objective === 'squared') return objectives[task]
  return pinball(objective === 'absolute' ? 0.5 : quantile)
}
