import { type Bounds, boundedValue, childBounds, UNBOUNDED } from './bounds.ts'
import { type Constraints, columnsBelow } from './constraints.ts'
import type { Split, SplitParams, Sums } from './split.ts'

/** What the constraints leave to a node and all below it. */
export interface Reach {
  readonly bounds: Bounds
  readonly path: readonly number[] // columns split by on the way here
  readonly columns: Int32Array // that it may be split by, in the order that breaks ties
}

export function reachOfRoot(columns: Int32Array): Reach {
  return { bounds: UNBOUNDED, path: [], columns }
}

/**
 * Of the two children of a split.
 *
 * @param partsMissing the missing go right and every number left, so that a monotone column asks nothing of the two
 */
export function reachBelow(
  { bounds, path, columns }: Reach,
  { column }: Split,
  partsMissing: boolean,
  children: readonly [Sums, Sums],
  params: SplitParams,
  constraints: Constraints,
): [Reach, Reach] {
  const below = path.includes(column) ? path : [...path, column]
  const open = columnsBelow(constraints, below, columns)
  const sign = constraints.signs && !partsMissing ? constraints.signs[column] : 0
  const [left, right] = children.map(({ g, h }) => boundedValue(g, h, params, bounds))
  const [boundsLeft, boundsRight] = childBounds(bounds, sign, left, right)
  return [
    { bounds: boundsLeft, path: below, columns: open },
    { bounds: boundsRight, path: below, columns: open },
  ]
}
