import type { ScoreScale } from '../../learner.ts'
import type { TaskKind } from '../../task.ts'
import type { TreeColumn } from '../../trees/column-values.ts'
import type { CurveEdit } from './edit-curve.ts'

/** Values of a step function, cell by cell, with what they rest on. Their mean by weight is 0 for every output. */
export interface Shape {
  readonly weight: readonly number[] // [cells] of the training rows
  readonly values: readonly (readonly number[])[] // [outputs][cells]
  /** [bags][outputs][cells] what each bag found, to 5 digits; the values are their mean before rounding. */
  readonly bags: readonly (readonly (readonly number[])[])[]
}

/** f_j. Cells: the bins, and one more for missing and unseen. */
export type AdditiveColumn = TreeColumn &
  Shape & {
    /** Bin b holds numbers (and positions of ordered levels) in (edges[b − 1], edges[b]], or the level of code edges[b]. */
    readonly edges: readonly number[]
    readonly direction: Direction // not 0: the values rise (1) or fall (−1) from bin to bin, or stay
  }

/** f_jk on a coarser grid: the cell of bins a and b is groups[0][a] · size + groups[1][b], size = 1 + the last entry of groups[1]. */
export interface AdditivePair extends Shape {
  readonly columns: readonly [string, string]
  readonly groups: readonly [readonly number[], readonly number[]] // [bins + 1] each; missing is the last group
}

export type Direction = -1 | 0 | 1

export interface AdditiveModel {
  readonly kind: 'additive'
  readonly task: TaskKind
  readonly intercept: readonly number[] // [outputs]; 0 in an ordinal task
  readonly thresholds: readonly number[] // ordinal: ascending, [k − 1]; else none
  readonly columns: readonly AdditiveColumn[] // [d], as in the table
  readonly pairs: readonly AdditivePair[]
  readonly bagIntercepts: readonly (readonly number[])[] // [bags][outputs]
  /** Bags share most of their rows; their standard deviation times this is that of a fit to other rows. */
  readonly spread: number
  readonly edits: readonly CurveEdit[] // oldest first
}

export const SCALES: Readonly<Record<TaskKind, ScoreScale>> = {
  binary: 'log-odds',
  multiclass: 'log-odds',
  ordinal: 'latent',
  regression: 'value',
}

/** Groups along the second column of a pair. */
export function gridSize(groups: readonly number[]): number {
  return groups[groups.length - 1] + 1
}
