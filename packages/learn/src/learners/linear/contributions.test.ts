import { describe, expect, it } from 'vitest'
import { partOf, toyPart } from '../../../test/learner-data.ts'
import type { Contributions } from '../../learner.ts'
import { sigmoid, softmaxInPlace } from '../../math/index.ts'
import type { TrainingPart } from '../../sample.ts'
import type { TaskKind } from '../../task.ts'
import { linear } from './linear.ts'
import type { LinearParams } from './set-up.ts'

/** Scores [n][outputs] as the shares add up to them. */
function scores({ base, values, outputs, columns }: Contributions, n: number): number[][] {
  const d = columns.length
  return Array.from({ length: n }, (_, i) =>
    Array.from(base, (b, o) => values.subarray((i * outputs + o) * d, (i * outputs + o + 1) * d).reduce((sum, v) => sum + v, b)),
  )
}

function weighted(part: TrainingPart): TrainingPart {
  const X = Array.from(part.y, (_, i) => part.table.columns.map((c, j) => (c.kind === 'numeric' ? 100 * j + c.values[i] * (j + 1) : 0)))
  return partOf(
    X,
    part.y,
    part.task,
    part.y.map((_, i) => 1 + (i % 3)),
  )
}

describe.each<{ kind: TaskKind; params: Partial<LinearParams>; scale: Contributions['scale'] }>([
  { kind: 'binary', params: {}, scale: 'log-odds' },
  { kind: 'multiclass', params: {}, scale: 'log-odds' },
  { kind: 'ordinal', params: {}, scale: 'latent' },
  { kind: 'ordinal', params: { link: 'multinomial' }, scale: 'log-odds' },
  { kind: 'regression', params: {}, scale: 'value' },
])('contributions of $kind $params', ({ kind, params, scale }) => {
  const part = weighted(toyPart(kind))
  const model = linear.fit(part, params, { seed: 1 })
  const shares = linear.contributions!(model, part.table)
  const n = part.y.length

  it('add up to the score behind the forecast', () => {
    expect(shares.scale).toBe(scale)
    const { data, cols } = linear.predict(model, part.table)
    scores(shares, n).forEach((row, i) => {
      const expected = data.subarray(i * cols, (i + 1) * cols)
      switch (model.form) {
        case 'logistic':
          expect(sigmoid(row[0])).toBeCloseTo(expected[1], 10)
          break
        case 'multinomial': {
          const p = Float64Array.from(row)
          softmaxInPlace(p)
          p.forEach((v, c) => {
            expect(v).toBeCloseTo(expected[c], 10)
          })
          break
        }
        case 'cumulative': {
          const upTo = [...model.thresholds.map(t => sigmoid(t - row[0])), 1]
          upTo.forEach((v, c) => {
            expect(v - (upTo[c - 1] ?? 0)).toBeCloseTo(expected[c], 10)
          })
          break
        }
        case 'least-squares':
          expect(row[0]).toBeCloseTo(expected[0], 9)
      }
    })
  })

  it('vanish on average over the training rows', () => {
    const { values, outputs, columns } = shares
    const d = columns.length
    for (let k = 0; k < outputs * d; k++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += part.weights![i] * values[i * outputs * d + k]
      expect(sum).toBeCloseTo(0, 8)
    }
  })
})
