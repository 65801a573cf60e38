import type { TaskKind } from '../../task.ts'
import type { BoostingColumn } from './column-values.ts'
import type { Tree } from './tree.ts'

export interface BoostingModel {
  readonly kind: 'boosting'
  readonly task: TaskKind
  readonly columns: readonly BoostingColumn[] // [d]
  readonly base: readonly number[] // [outputs] where scores start
  readonly thresholds: readonly number[] // ordinal: ascending, [k − 1]; else none
  readonly trees: readonly Tree[] // [rounds × outputs]; tree t adds to output t mod outputs
}

/** [d] which columns are split by sets of levels. */
export function setColumns(columns: readonly BoostingColumn[]): boolean[] {
  return columns.map(column => column.kind === 'categorical' && !column.ordered)
}
