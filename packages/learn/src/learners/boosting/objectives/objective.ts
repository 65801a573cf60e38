import type { PieceQueue } from '../../../kernel/pieces.ts'
import { bytesFor, type Workspace } from '../../../kernel/workspace.ts'

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

/** The objective's gradients by whichever way there is; what `gradientBytes` says is taken from the workspace. */
export function gradientsIn(
  workspace: Workspace,
  queue: PieceQueue | undefined,
  kind: ObjectiveKind,
  labels: Labels,
  objective: Objective,
): Objective['gradients'] {
  return (queue && kind.inKernel?.(queue, workspace, labels, objective)) ?? objective.gradients
}

export function gradientBytes(rows: number, k: number): number {
  return bytesFor(k, 8) + bytesFor(2 * k * Math.ceil(rows / ROWS_AT_ONCE), 8)
}

/** Rows of one piece. */
export const ROWS_AT_ONCE = 16_384

/** Runs of rows that are one piece each. */
export function forRuns(n: number, add: (from: number, size: number, run: number) => void): void {
  for (let from = 0, run = 0; from < n; from += ROWS_AT_ONCE, run++) add(from, Math.min(ROWS_AT_ONCE, n - from), run)
}

/** A hessian this small still keeps every division finite (as in XGBoost). */
export const LEAST_HESSIAN = 1e-16
