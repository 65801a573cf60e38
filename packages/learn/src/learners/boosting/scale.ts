import type { ScoreScale } from '../../learner.ts'
import type { TaskKind } from '../../task.ts'

/** What the score of each task is counted in. */
export const scaleOf: Readonly<Record<TaskKind, ScoreScale>> = {
  binary: 'log-odds',
  multiclass: 'log-odds',
  ordinal: 'latent',
  regression: 'value',
}
