import { expect, it, vi } from 'vitest'
import { matrix } from '../matrix.ts'
import { createRandom } from '../random.ts'
import { metrics } from './index.ts'
import { oncePerWeights, sharedByForecast } from './once-per-weights.ts'

it('answers the same question of the same weights once', () => {
  const sum = vi.fn((weights: Float64Array) => weights.reduce((a, b) => a + b, 0))
  const of = oncePerWeights(sum)
  const [one, two] = [Float64Array.of(1, 2), Float64Array.of(1, 2)]
  expect([of(one), of(one), of(two), of(one)]).toEqual([3, 3, 3, 3])
  expect(sum).toHaveBeenCalledTimes(3) // it knows its last answer alone
})

it('shares between askers of one forecast and the same outcomes, and with nobody else', () => {
  const make = vi.fn((y: ArrayLike<number>, forecast: { readonly name: string }) => () => `${forecast.name} ${[...Array.from(y)]}`)
  const of = sharedByForecast(make)
  const [a, b] = [{ name: 'a' }, { name: 'b' }]
  const [y, other] = [[1], [2]]
  const weights = Float64Array.of(1)
  expect([of(y, a), of(y, a), of(other, a), of(y, b)].map(f => f(weights))).toEqual(['a 1', 'a 1', 'a 2', 'b 1'])
  expect(make).toHaveBeenCalledTimes(3)
})

it('changes no metric: alone or side by side, of one resample after another', () => {
  const random = createRandom(1)
  const n = 40
  const y = Float64Array.from({ length: n }, (_, i) => i % 3)
  const rows = Array.from({ length: n }, () => [random.next(), random.next(), random.next()])
  const data = rows.flatMap(p => p.map(v => v / (p[0] + p[1] + p[2])))
  const task = { kind: 'multiclass', classes: ['a', 'b', 'c'] } as const
  const able = Object.values(metrics).filter(metric => metric.tasks.includes('multiclass'))
  const resamples = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => 1 + random.int(3)))
  const shared = matrix(n, 3, data)
  const together = able.map(metric => metric.weighted(y, shared, task))
  for (const weights of [...resamples, resamples[0]]) {
    const alone = able.map(metric => metric.weighted(y.slice(), matrix(n, 3, data), task)(weights))
    expect(together.map(of => of(weights))).toEqual(alone)
  }
})
