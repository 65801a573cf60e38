import type { Workspace } from '../../kernel/workspace.ts'
import { binary } from '../boosting/objectives/binary.ts'
import type { Labels, Objective, ObjectiveKind } from '../boosting/objectives/objective.ts'

/** Σ weight × loss at scores, as the thresholds stand: in the kernel where it can. Labels and scores must lie in the workspace. */
export function lossIn(
  { calls }: Workspace,
  kind: ObjectiveKind,
  labels: Labels,
  { thresholds }: Objective,
): (scores: Float64Array) => number {
  if (!calls || kind !== binary) return scores => kind.loss(scores, labels, thresholds)
  const { y, weights } = labels
  return scores => calls.binaryLoss(scores.byteOffset, y.byteOffset, weights.byteOffset, y.length)
}
