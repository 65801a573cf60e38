import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrix } from '../../matrix.ts'
import { createRandom } from '../../random.ts'
import { descend, mirror, softThreshold } from './coordinate-descent.ts'
import { weightedGram } from './gram.ts'

/** A problem whose columns hang closely together. */
function problem(seed: number, m: number) {
  const random = createRandom(seed)
  const draw = () => random.next() * 2 - 1
  const X = matrix(2 * m, m)
  for (let i = 0; i < 2 * m; i++) {
    const common = 3 * draw()
    for (let j = 0; j < m; j++) X.data[i * m + j] = common + 0.1 * draw()
  }
  const h = new Float64Array(m * m)
  weightedGram(X, new Float64Array(2 * m).fill(1 / m), h)
  mirror(h, m)
  const vector = () => Float64Array.from({ length: m }, draw)
  return { h, g: vector(), at: vector(), l1: Float64Array.from({ length: m }, (_, j) => (j === 0 ? 0 : 0.02 + 0.3 * random.next())) }
}

describe('descend', () => {
  it('meets the optimality conditions, from any start', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, m) => {
        const { h, g, at, l1 } = problem(seed, m)
        for (const u of [new Float64Array(m), at.slice(), at.map(v => 5 - v)]) {
          descend(h, g, l1, at, u, 1e-12)
          for (let j = 0; j < m; j++) {
            const slope = g[j] + u.reduce((sum, v, l) => sum + h[j * m + l] * (v - at[l]), 0)
            if (u[j] === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1[j] + 1e-8)
            else expect(slope + l1[j] * Math.sign(u[j])).toBeCloseTo(0, 8)
          }
        }
      }),
      { seed: 6, numRuns: 60 },
    )
  })

  it('meets them under bound signs too', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, m) => {
        const { h, g, at, l1 } = problem(seed, m)
        const random = createRandom(seed)
        const signs = Float64Array.from({ length: m }, () => random.int(3) - 1)
        const u = new Float64Array(m)
        descend(h, g, l1, at, u, 1e-12, undefined, signs)
        for (let j = 0; j < m; j++) {
          const slope = g[j] + u.reduce((sum, v, l) => sum + h[j * m + l] * (v - at[l]), 0)
          expect(signs[j] * u[j]).toBeGreaterThanOrEqual(0)
          if (u[j] !== 0) expect(slope + l1[j] * Math.sign(u[j])).toBeCloseTo(0, 8)
          else {
            if (signs[j] >= 0) expect(slope).toBeGreaterThanOrEqual(-l1[j] - 1e-8)
            if (signs[j] <= 0) expect(slope).toBeLessThanOrEqual(l1[j] + 1e-8)
          }
        }
      }),
      { seed: 6, numRuns: 60 },
    )
  })

  it('reaches the optimum in few sweeps though its columns hang together', () => {
    const { h, g, at, l1 } = problem(2, 9)
    const soon = new Float64Array(9)
    descend(h, g, l1, at, soon, 0, 80)
    const late = new Float64Array(9)
    descend(h, g, l1, at, late, 0, 5000)
    late.forEach((v, j) => {
      expect(soon[j]).toBeCloseTo(v, 8)
    })
  })

  it('keeps a coordinate without curvature', () => {
    const u = Float64Array.of(0, 3)
    descend(Float64Array.of(2, 0, 0, 0), Float64Array.of(-4, 1), Float64Array.of(1, 1), new Float64Array(2), u, 1e-12)
    expect([...u]).toEqual([1.5, 3])
  })
})

it.each([
  [3, 1, 2],
  [-3, 1, -2],
  [0.5, 1, 0],
  [-1, 1, 0],
])('softThreshold(%d, %d) is %d', (value, by, shrunk) => {
  expect(softThreshold(value, by)).toBe(shrunk)
})
