import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { tableOf } from '../../../test/learner-data.ts'
import type { TaskKind } from '../../task.ts'
import type { NetworkModel } from './model.ts'
import { network } from './network.ts'

interface Golden {
  readonly name: string
  readonly task: TaskKind
  readonly X: number[][]
  readonly coefs: number[][][] // [inputs][outputs] by layer
  readonly intercepts: number[][]
  readonly forecast: number[][]
}

const cases: Golden[] = JSON.parse(readFileSync(new URL('../../../golden/network/forward.json', import.meta.url), 'utf8'))

it.each(cases)('forecasts as scikit-learn from the same weights: $name', ({ task, X, coefs, intercepts, forecast }) => {
  const parameters = coefs.flatMap((layer, l) => [...layer[0].flatMap((_, o) => layer.map(row => row[o])), ...intercepts[l]])
  const model: NetworkModel = {
    kind: 'network',
    task,
    columns: ['x0', 'x1', 'x2', 'x3'],
    means: [0, 0, 0, 0],
    factors: [1, 1, 1, 1],
    sizes: [4, ...intercepts.map(b => b.length)],
    members: [parameters],
    thresholds: [],
    target: { mean: 0, scale: 1 },
    epochs: [15],
  }
  const { data } = network.predict(model, tableOf(X))
  const expected = forecast.flat()
  expect(data).toHaveLength(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs(data[i] - value)).toBeLessThanOrEqual(1e-12)
  })
})
