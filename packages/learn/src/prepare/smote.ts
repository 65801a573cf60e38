import { checkWhole } from '../check.ts'
import type { FitContext } from '../learner.ts'
import { createRandom, deriveSeed } from '../random.ts'
import type { Rebalancer } from '../recipe.ts'
import { chosen } from './chosen.ts'
import { nearest } from './nearest.ts'
import { numericDistance } from './numeric-distance.ts'
import { type ClassRows, type OverSamplingTarget, planOverSampling } from './over-sampling-plan.ts'
import { checkAborted, type Synthetic, withSynthetic } from './synthetic-rows.ts'

export interface SmoteParams {
  readonly k: number // neighbours to choose from
  readonly target: OverSamplingTarget
}

/**
 * Synthetic minority over-sampling: a new row lies on the segment from a random row of the class to one of that row's k nearest
 * neighbours in the class, at a uniform place.
 *
 *   x = base + gap · (neighbour − base),   gap ~ U[0, 1)
 *
 * The real rows come first, in their order, then the synthetic ones, class by class, with weight 1. Distances are Euclidean
 * over the columns as they are; all columns are numeric and complete.
 *
 * Edge cases: a class with m ≤ k rows uses m − 1 neighbours; a class of one row is copied; a class without rows stays without.
 *
 * Source: Chawla et al. (2002), JAIR 16, 321–357, §4.2.
 *
 * @throws LearnError `wrong_task` (regression), `wrong_column_kind`, `not_finite`, `bad_param`, `aborted`
 */
export const smote: Rebalancer<SmoteParams> = {
  kind: 'smote',
  defaults: { k: 5, target: 'largest' },

  rebalance(part, params, ctx) {
    const { k, target } = chosen('smote', smote.defaults, params)
    checkWhole('smote k', k, 1)
    const classes = planOverSampling('smote', part, target)
    const distance = numericDistance('smote', part.table)
    return withSynthetic(
      part,
      classes.flatMap(own => betweenNeighbours('smote', own, k, distance, ctx)),
    )
  },
}

/** `toAdd` draws of a base, one of its k nearest in the class, and a gap. The class has a random stream of its own. */
export function betweenNeighbours(
  kind: string,
  { position, rows, toAdd }: ClassRows,
  k: number,
  distance: (a: number, b: number) => number,
  ctx: FitContext,
): Synthetic[] {
  const random = createRandom(deriveSeed(ctx.seed, kind, position))
  const found = new Map<number, number[]>()
  return Array.from({ length: toAdd }, () => {
    checkAborted(kind, ctx)
    const base = rows[random.int(rows.length)]
    const neighbours = found.get(base) ?? nearest(base, rows, k, distance)
    found.set(base, neighbours)
    const other = neighbours.length > 0 ? neighbours[random.int(neighbours.length)] : base
    return { base, other, gap: random.next(), neighbours }
  })
}
