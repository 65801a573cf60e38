import type { PieceKind, PieceQueue } from '../../../kernel/pieces.ts'
import { bytesFor, type Workspace } from '../../../kernel/workspace.ts'
import type { Labels, Objective, ObjectiveKind } from './objective.ts'

/** Rows of one piece. */
const ROWS_AT_ONCE = 16_384

/** The objective's gradients, in the kernel where there is one; what `gradientBytes` says is taken from the workspace. */
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
  return bytesFor(k, 8) + bytesFor(2 * k * runsOf(rows), 8)
}

/** Runs of rows that are a piece each. */
export function runsOf(rows: number): number {
  return Math.ceil(rows / ROWS_AT_ONCE)
}

/** Gradients by the kernel's function of that kind, run by run. @param more what it takes besides, in a run */
export function inPieces(
  queue: PieceQueue,
  kind: PieceKind,
  { y, weights }: Labels,
  more: (run: number) => readonly number[] = () => [],
): Objective['gradients'] {
  const n = y.length
  return (scores, gh) => {
    for (let run = 0; run < runsOf(n); run++) {
      const from = run * ROWS_AT_ONCE
      const at = [scores, y, weights].map(values => values.byteOffset + 8 * from)
      queue.add(kind, ...at, gh.byteOffset + 16 * from, Math.min(ROWS_AT_ONCE, n - from), ...more(run))
    }
    queue.finish()
  }
}
