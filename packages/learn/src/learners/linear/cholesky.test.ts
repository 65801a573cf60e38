import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrix } from '../../matrix.ts'
import { createRandom } from '../../random.ts'
import { solveSymmetric } from './cholesky.ts'
import { mirror } from './coordinate-descent.ts'
import { weightedGram } from './gram.ts'

function gramOf(seed: number, rows: number, m: number): Float64Array {
  const random = createRandom(seed)
  const X = matrix(
    rows,
    m,
    Array.from({ length: rows * m }, () => random.next() * 2 - 1),
  )
  const out = new Float64Array(m * m)
  weightedGram(
    X,
    Float64Array.from({ length: rows }, () => random.next()),
    out,
  )
  return out
}

const times = (a: Float64Array, x: Float64Array) => x.map((_, i) => x.reduce((sum, v, j) => sum + a[i * x.length + j] * v, 0))

describe('weightedGram', () => {
  it('is the lower triangle of the plain sum, for any number of rows and columns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 6 }), fc.integer(), (rows, d, seed) => {
        const random = createRandom(seed)
        const data = Float64Array.from({ length: rows * d }, () => random.next() - 0.5)
        const v = Float64Array.from({ length: rows }, () => random.next())
        const out = new Float64Array(d * d).fill(7)
        weightedGram(matrix(rows, d, data), v, out)
        for (let j = 0; j < d; j++) {
          for (let l = 0; l < d; l++) {
            const plain = v.reduce((sum, vi, i) => sum + vi * data[i * d + j] * data[i * d + l], 0)
            expect(out[j * d + l]).toBeCloseTo(l <= j ? plain : 7, 12)
          }
        }
      }),
      { seed: 1 },
    )
  })
})

describe('solveSymmetric', () => {
  it('solves what it is given and leaves the matrix alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (m, seed) => {
        const a = gramOf(seed, 4 * m, m)
        const before = a.slice()
        const truth = Float64Array.from({ length: m }, (_, j) => j - 2)
        const full = a.slice()
        mirror(full, m)
        const x = times(full, truth)
        solveSymmetric(a, x, new Float64Array(m * m))
        expect(a).toEqual(before)
        truth.forEach((v, j) => {
          expect(x[j]).toBeCloseTo(v, 7)
        })
      }),
      { seed: 2 },
    )
  })

  it('damps a singular matrix: the equations still hold where they can', () => {
    const a = gramOf(3, 4, 7)
    const full = a.slice()
    mirror(full, 7)
    const b = times(full, Float64Array.of(1, -2, 3, 0, 1, 1, -1))
    const x = b.slice()
    solveSymmetric(a, x, new Float64Array(49))
    times(full, x).forEach((v, j) => {
      expect(v).toBeCloseTo(b[j], 6)
    })
  })

  it('keeps a coordinate that no equation mentions', () => {
    const x = Float64Array.of(8, 0)
    solveSymmetric(Float64Array.of(4, 0, 0, 0), x, new Float64Array(4))
    expect([...x]).toEqual([2, 0])
  })
})
