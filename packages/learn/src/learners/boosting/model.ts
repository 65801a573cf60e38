import type { TaskKind } from '../../task.ts'
import type { TreeColumn } from '../../trees/column-values.ts'
import type { Tree } from '../../trees/tree.ts'

export interface BoostingModel {
  readonly kind: 'boosting'
  readonly task: TaskKind
  readonly columns: readonly TreeColumn[] // [d]
  readonly base: readonly number[] // [outputs] where scores start
  readonly thresholds: readonly number[] // ordinal: ascending, [k − 1]; else none
  readonly rounds: number // of each seed
  readonly trees: readonly Tree[] // [seeds × rounds × outputs]; tree t adds to output t mod outputs
}
