import { type Matrix, matrix } from '../../../matrix.ts'
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

/** What scores [outputs, n] forecast: [n, k] probabilities or [n, 1] values. */
export function forecastOf(task: TaskKind, scores: Float64Array, rows: number, outputs: number, thresholds?: ArrayLike<number>): Matrix {
  const { cols, write } = objectives[task].forecaster(outputs, thresholds)
  const out = matrix(rows, cols)
  write(scores, rows, out.data)
  return out
}

export function objectiveOf(task: TaskKind, { objective, quantile }: ObjectiveParams): ObjectiveKind {
  if (task !== 'regression' || objective === 'squared') return objectives[task]
  return pinball(objective === 'absolute' ? 0.5 : quantile)
}
