import { checkWhole } from '../check.ts'
import type { FitContext } from '../learner.ts'
import { createRandom, deriveSeed } from '../random.ts'
import type { Rebalancer } from '../recipe.ts'
import type { TrainingPart } from '../sample.ts'
import { chosen } from './chosen.ts'
import { nearest } from './nearest.ts'
import { numericDistance } from './numeric-distance.ts'
import { type ClassRows, planOverSampling } from './over-sampling-plan.ts'
import { betweenNeighbours, type SmoteParams } from './smote.ts'
import { checkAborted, type Synthetic, withSynthetic } from './synthetic-rows.ts'

/**
 * Adaptive synthetic sampling: as smote, but each row of the class is base for a share of the new rows that grows with how many
 * of its k nearest rows, in the whole part, belong to other classes.
 *
 *   g_i = round(G · r_i / Σ r),   r_i = (neighbours of i in other classes) / k,   G = rows to add
 *
 * Halves round to the even number. Because each g_i is rounded, a class may end a few rows off the target. The r are counted
 * against all other classes together. Columns are numeric and complete; scale them first.
 *
 * Edge cases: when no row of the class has a neighbour elsewhere, the rows are drawn as in smote (imbalanced-learn stops with an
 * error); few rows as in smote.
 *
 * Source: He, Bai, Garcia & Li (2008), IJCNN, 1322–1328, with β = 1 for the target.
 *
 * @throws LearnError `wrong_task` (regression), `wrong_column_kind`, `not_finite`, `bad_param`, `aborted`
 */
export const adasyn: Rebalancer<SmoteParams> = {
  kind: 'adasyn',
  defaults: { k: 5, target: 'largest' },

  rebalance(part, params, ctx) {
    const { k, target } = chosen('adasyn', adasyn.defaults, params)
    checkWhole('adasyn k', k, 1)
    const classes = planOverSampling('adasyn', part, target)
    const distance = numericDistance('adasyn', part.table)
    return withSynthetic(
      part,
      classes.filter(own => own.toAdd > 0).flatMap(own => aroundHardRows(part, own, k, distance, ctx)),
    )
  },
}

function aroundHardRows(
  { y }: TrainingPart,
  own: ClassRows,
  k: number,
  distance: (a: number, b: number) => number,
  ctx: FitContext,
): Synthetic[] {
  const { position, rows, toAdd } = own
  const random = createRandom(deriveSeed(ctx.seed, 'adasyn', position))
  const all = Int32Array.from(y.keys())
  const strangers = rows.map(row => {
    checkAborted('adasyn', ctx)
    return nearest(row, all, k, distance).filter(i => y[i] !== position).length
  })
  const sum = strangers.reduce((total, count) => total + count, 0)
  if (sum === 0) return betweenNeighbours('adasyn', own, k, distance, ctx)
  const made: Synthetic[] = []
  rows.forEach((base, m) => {
    const copies = roundHalfToEven((toAdd * strangers[m]) / sum)
    if (copies === 0) return
    checkAborted('adasyn', ctx)
    const neighbours = nearest(base, rows, k, distance)
    for (let c = 0; c < copies; c++) {
      const other = neighbours.length > 0 ? neighbours[random.int(neighbours.length)] : base
      made.push({ base, other, gap: random.next(), neighbours })
    }
  })
  return made
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x)
  if (x - below !== 0.5) return Math.round(x)
  return below % 2 === 0 ? below : below + 1
}
