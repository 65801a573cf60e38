import { expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import { dot, mainDirection } from './main-direction.ts'

it('is where the vectors vary most', () => {
  const random = createRandom(1)
  const vector = () => Float64Array.from({ length: 3 }, (_, o) => (random.next() - 0.5) * (3 - o))
  for (let trial = 0; trial < 20; trial++) {
    const vectors = Array.from({ length: 6 }, vector)
    const weights = vectors.map(() => random.next())
    const along = (x: Float64Array) => vectors.reduce((sum, v, l) => sum + weights[l] * dot(v, x) ** 2, 0) / dot(x, x)
    const most = along(mainDirection(vectors, weights))
    for (let other = 0; other < 200; other++) expect(along(vector())).toBeLessThanOrEqual(most * 1.001)
  }
})

it('is nowhere when nothing varies', () => {
  expect([...mainDirection([new Float64Array(2), new Float64Array(2)], [1, 1])]).toEqual([0, 0])
})
