import type { PieceQueue } from '../../../kernel/pieces.ts'
import type { Workspace } from '../../../kernel/workspace.ts'

/** Labelled rows of one task: y [n], weights [n] positive, k outputs of the forecast. */
export interface Labels {
  readonly y: Float64Array
  readonly weights: Float64Array
  readonly k: number
}

/**
 * A loss to be lowered round by round. Scores are [outputs, n]: output o, row i stands at o * n + i. Gradients and hessians stand in
 * pairs, [outputs, n, 2]: what sums the one by bin sums the other too.
 */
export interface Objective {
  readonly outputs: number
  /** [outputs] where every score starts. */
  readonly base: Float64Array
  /** First and second derivatives of the weighted loss by each score. Hessians are positive. */
  gradients(scores: Float64Array, gh: Float64Array): void
  /** What the loss has besides scores (ordinal: thresholds, ascending), and one step that lowers the loss by them. */
  readonly thresholds?: Float64Array
  moveThresholds?(scores: Float64Array): void
  /** Where the second derivative says nothing: the constant that these rows' losses would have added to their scores. */
  leafValue?(scores: Float64Array, rows: Int32Array): number
}

export interface ObjectiveKind {
  start(labels: Labels): Objective
  /** `gradients` of an objective in the kernel, bit for bit. Labels, scores and gh must lie in the workspace. */
  inKernel?(queue: PieceQueue, workspace: Workspace, labels: Labels, objective: Objective): Objective['gradients']
  /** Σ weight × loss of the row, at scores [outputs, n]. */
  loss(scores: Float64Array, labels: Labels, thresholds?: Float64Array): number
  forecaster(outputs: number, thresholds?: ArrayLike<number>): Forecaster
}

/** From scores [outputs, n] to probabilities [n, k] or values [n, 1]. */
export interface Forecaster {
  readonly cols: number // k, or 1
  /** Allocates nothing. `into` [n, cols] is none of the scores. */
  write(scores: Float64Array, rows: number, into: Float64Array): void
}

/** A hessian this small still keeps every division finite (as in XGBoost). */
export const LEAST_HESSIAN = 1e-16
