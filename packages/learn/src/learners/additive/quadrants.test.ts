import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findQuadrants, quadrantStep } from './quadrants.ts'

const params = { learningRate: 0.5, maxLeaves: 2, minRows: 2, l2: 0, categorySmoothing: 0 }

const grid = fc.record({ a: fc.integer({ min: 2, max: 5 }), b: fc.integer({ min: 2, max: 5 }) }).chain(({ a, b }) =>
  fc
    .array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: 0, max: 4 })), { minLength: a * b, maxLength: a * b })
    .map(cells => ({
      a,
      b,
      sums: Float64Array.from(cells.flatMap(([g, rows]) => [rows ? g / 4 : 0, rows * 0.5])),
      rows: Float64Array.from(cells, ([, rows]) => rows),
    })),
)

/** Sums of the four quadrants, cell by cell. */
function quadrantSums(sums: Float64Array, rows: Float64Array, a: number, b: number, first: number, second: number) {
  const of = Array.from({ length: 4 }, () => ({ g: 0, h: 0, rows: 0 }))
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++) {
      const q = of[(i < first ? 0 : 2) + (j < second ? 0 : 1)]
      const at = i * b + j
      q.g += sums[2 * at]
      q.h += sums[2 * at + 1]
      q.rows += rows[at]
    }
  return of
}

/** Weighted squares about the best u_i + v_j for four means: the residual of the additive fit by many sweeps. */
function additiveResidual(means: readonly number[], h: readonly number[]): number {
  const left = [...means]
  for (let sweep = 0; sweep < 2000; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [2, 3],
      [0, 2],
      [1, 3],
    ]) {
      const mean = (h[p] * left[p] + h[q] * left[q]) / (h[p] + h[q])
      left[p] -= mean
      left[q] -= mean
    }
  }
  return left.reduce((sum, r, q) => sum + h[q] * r * r, 0)
}

describe('quadrants', () => {
  it('are those whose four means are worst told by one column and the other', () => {
    fc.assert(
      fc.property(grid, ({ a, b, sums, rows }) => {
        let best = 0
        for (let first = 1; first < a; first++)
          for (let second = 1; second < b; second++) {
            const of = quadrantSums(sums, rows, a, b, first, second)
            if (of.some(q => q.rows < params.minRows)) continue
            best = Math.max(
              best,
              additiveResidual(
                of.map(q => -q.g / q.h),
                of.map(q => q.h),
              ),
            )
          }
        const found = findQuadrants(sums, rows, a, b, params)
        expect(found.strength).toBeCloseTo(best, 6)
        if (found.strength === 0) return
        quadrantSums(sums, rows, a, b, found.first, found.second).forEach((q, at) => {
          expect(found.values[at]).toBeCloseTo(-q.g / q.h, 9)
        })
      }),
      { seed: 1, numRuns: 40 },
    )
  })

  it('see nothing where both columns act, each by itself', () => {
    const sums = Float64Array.from([0, 1, 2, 3].flatMap(q => [-5 * ((q >> 1) * 2 + (q % 2) * 3), 5]))
    expect(findQuadrants(sums, new Float64Array(4).fill(5), 2, 2, params).strength).toBeCloseTo(0, 9)
  })

  it('make a step of a pair', () => {
    const sums = Float64Array.from([1, -1, -1, -1, 1, 1, -1, 1, 1].flatMap(sign => [-4 * sign, 4]))
    const rows = new Float64Array(9).fill(4)
    const into = new Float64Array(9)
    expect(quadrantStep(3, 3, params)(sums, rows, into)).toBeGreaterThan(0)
    expect([...into]).toEqual([0.5, -0.5, -0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5])
    expect(quadrantStep(3, 3, { ...params, minRows: 99 })(sums, rows, into)).toBe(0)
  })
})
