import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinaryWorkspace } from '../../kernel/workspace.ts'
import { createRandom } from '../../random.ts'
import type { TaskKind } from '../../task.ts'
import { centred } from './centred.ts'
import { layersOf, sizeOf } from './layers.ts'
import { createPass } from './pass.ts'
import { toThresholds } from './row-losses.ts'

it.each<TaskKind>(['binary', 'multiclass', 'ordinal', 'regression'])('moves the origin of %s scores and changes no forecast', kind => {
  fc.assert(
    fc.property(fc.integer(), seed => {
      const random = createRandom(seed)
      const draw = () => random.next() * 2 - 1
      const outputs = kind === 'multiclass' ? 3 : 1
      const layers = layersOf([2, 4, outputs])
      const cuts = kind === 'ordinal' ? 3 : 0
      const theta = Float64Array.from({ length: sizeOf(layers) + cuts }, draw)
      const x = Float64Array.of(draw(), draw())
      const { parameters, thresholds } = centred(layers, kind, theta)

      const pass = createPass(layers, 1, ordinaryWorkspace())
      pass.input.set(x)
      pass.theta.set(theta.subarray(0, sizeOf(layers)))
      const before = Array.from(pass.forward(1, false))
      pass.theta.set(parameters)
      const after = Array.from(pass.forward(1, false))
      const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0)
      const own = theta.slice(sizeOf(layers))
      toThresholds(own)
      expect(sum(thresholds)).toBeCloseTo(0, 12)
      if (kind === 'multiclass') expect(sum(after)).toBeCloseTo(0, 12)
      // what a forecast hangs on: a score, its distance from each threshold, or the differences of the scores
      const seen = (scores: readonly number[], cuts: ArrayLike<number>) =>
        kind === 'ordinal' ? Array.from(cuts, t => t - scores[0]) : scores.map(v => v - (outputs > 1 ? scores[0] : 0))
      const expected = seen(before, own)
      seen(after, thresholds).forEach((v, p) => {
        expect(v).toBeCloseTo(expected[p], 12)
      })
    }),
    { seed: 1, numRuns: 30 },
  )
})
