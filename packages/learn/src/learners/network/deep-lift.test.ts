import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableOf, toyPart } from '../../../test/learner-data.ts'
import { createRandom } from '../../random.ts'
import type { TaskKind } from '../../task.ts'
import { layersOf, sizeOf } from './layers.ts'
import type { NetworkModel } from './model.ts'
import { network } from './network.ts'
import { networkScores } from './scores.ts'

/** A network of random weights over x0 … x2. */
function modelOf(task: TaskKind, seed: number, hidden: readonly number[], members: number): NetworkModel {
  const random = createRandom(seed)
  const draw = () => random.next() * 4 - 2
  const sizes = [3, ...hidden, task === 'multiclass' ? 3 : 1]
  return {
    kind: 'network',
    task,
    columns: ['x0', 'x1', 'x2'],
    means: [1, -2, 0.5],
    factors: [0.5, 2, 1],
    sizes,
    members: Array.from({ length: members }, () => Array.from({ length: sizeOf(layersOf(sizes)) }, draw)),
    thresholds: task === 'ordinal' ? [-1, 0.5] : [],
    target: task === 'regression' ? { mean: 40, scale: 7 } : { mean: 0, scale: 1 },
    epochs: [],
  }
}

const cell = fc.double({ min: -3, max: 3, noNaN: true })

describe.each<TaskKind>(['binary', 'multiclass', 'ordinal', 'regression'])('%s', task => {
  it('shares sum to the score, and a column at its mean has none', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.tuple(cell, cell, fc.constant(0.5)), { minLength: 1, maxLength: 4 }), (seed, X) => {
        const model = modelOf(task, seed, [6, 5], 3)
        const { base, values, outputs } = network.contributions!(model, tableOf(X))
        const z = X.map(row => row.map((v, j) => (v - model.means[j]) * model.factors[j]))
        const { values: scores } = networkScores(model, { rows: X.length, cols: 3, data: Float64Array.from(z.flat()) })
        scores.forEach((score, p) => {
          const sum = values.subarray(3 * p, 3 * p + 3).reduce((total, v) => total + v, base[p % outputs])
          expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(score)))
          expect(values[3 * p + 2] + 0).toBe(0)
        })
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  it('without hidden layers each share is coefficient times distance from the mean', () => {
    const model = modelOf(task, 5, [], 1)
    const { values, outputs } = network.contributions!(model, tableOf([[2, 1, -1]]))
    for (let o = 0; o < outputs; o++) {
      for (let j = 0; j < 3; j++) {
        const w = model.members[0][3 * o + j] * model.target.scale
        expect(values[3 * o + j]).toBeCloseTo(w * ([2, 1, -1][j] - model.means[j]) * model.factors[j], 12)
      }
    }
  })
})

it('follows the rescale rule by hand through one hidden layer', () => {
  // hidden: relu(z0 + z1 − 1), relu(−z0); score: 2 h0 + 3 h1. At the mean both sums are −1 and 0, so both units give 0.
  const model: NetworkModel = {
    ...modelOf('regression', 1, [2], 1),
    means: [0, 0, 0],
    factors: [1, 1, 1],
    members: [[1, 1, 0, -1, 0, 0, -1, 0, 2, 3, 0]],
    target: { mean: 0, scale: 1 },
  }
  // at (2, 1, 9) the first sum is 2: it moved by 3 and gives 2, so it passes on 2/3 of each part; the second passes on nothing
  const { base, values } = network.contributions!(model, tableOf([[2, 1, 9]]))
  expect([...base]).toEqual([0])
  expect(values[0]).toBeCloseTo((2 * 2 * 2) / 3, 14)
  expect(values[1]).toBeCloseTo((2 * 1 * 2) / 3, 14)
  expect(values[2]).toBe(0)
})

it('gives a column the same shares wherever it stands in the table', () => {
  const part = toyPart('ordinal')
  const reversed = { ...part, table: { ...part.table, columns: [...part.table.columns].reverse() } }
  const params = { members: 2, epochs: 20 }
  const [a, b] = [part, reversed].map(p => network.contributions!(network.fit(p, params, { seed: 2 }), p.table))
  expect(a.columns).toEqual([...b.columns].reverse())
  a.values.forEach((v, p) => {
    expect(b.values[p - (p % 3) + 2 - (p % 3)]).toBe(v)
  })
})
