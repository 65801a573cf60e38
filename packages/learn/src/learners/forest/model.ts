import type { TaskKind } from '../../task.ts'
import type { TreeColumn } from '../../trees/column-values.ts'
import type { Tree } from '../../trees/tree.ts'

export interface ForestModel {
  readonly kind: 'forest'
  readonly task: TaskKind
  readonly columns: readonly TreeColumn[] // [d]
  readonly outputs: number // numbers to a leaf: 1 (the share of class 1, or a value), or k class shares
  readonly trees: readonly Tree[] // the forecast is their mean
  /** How the rows of each tree were drawn: what out-of-bag forecasts need. Absent: every tree had all rows. */
  readonly bootstrap?: { readonly seed: number; readonly rows: number }
}
