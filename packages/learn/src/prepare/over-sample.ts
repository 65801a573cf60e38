import type { FitContext } from '../learner.ts'
import { createRandom, deriveSeed } from '../random.ts'
import type { Rebalancer } from '../recipe.ts'
import { rebalanced } from '../sample.ts'
import { takeRows } from '../table.ts'
import { chosen } from './chosen.ts'
import { type OverSamplingTarget, planOverSampling } from './over-sampling-plan.ts'

export interface OverSampleParams {
  readonly target: OverSamplingTarget
}

/**
 * Random over-sampling: rows of a class are drawn with replacement until it has as many as asked. The real rows come first, in
 * their order, then the copies, class by class, with the weights of their originals.
 *
 * @throws LearnError `wrong_task` (regression), `bad_param`
 */
export const overSample: Rebalancer<OverSampleParams> = {
  kind: 'overSample',
  defaults: { target: 'largest' },

  rebalance(part, params, { seed }: FitContext) {
    const { target } = chosen('overSample', overSample.defaults, params)
    const copies = planOverSampling('overSample', part, target).flatMap(({ position, rows, toAdd }) => {
      const random = createRandom(deriveSeed(seed, 'overSample', position))
      return Array.from({ length: toAdd }, () => rows[random.int(rows.length)])
    })
    const { table, y, weights } = part
    const rows = Int32Array.from([...y.keys(), ...copies])
    return rebalanced(part, {
      table: takeRows(table, rows),
      y: Float64Array.from(rows, i => y[i]),
      ...(weights && { weights: Float64Array.from(rows, i => weights[i]) }),
    })
  },
}
