import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { purify } from './purify.ts'

const grid = fc.record({ a: fc.integer({ min: 1, max: 6 }), b: fc.integer({ min: 1, max: 6 }) }).chain(({ a, b }) =>
  fc.record({
    a: fc.constant(a),
    b: fc.constant(b),
    values: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: a * b, maxLength: a * b }),
    weight: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: a * b, maxLength: a * b }),
  }),
)

describe('purify', () => {
  it('leaves margins of 0, and loses nothing where rows are', () => {
    fc.assert(
      fc.property(grid, ({ a, b, values, weight }) => {
        const after = Float64Array.from(values)
        const { rows, columns } = purify(after, weight, a, b)
        const at = (i: number, j: number) => i * b + j
        const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)
        for (const i of upTo(a)) expect(upTo(b).reduce((sum, j) => sum + weight[at(i, j)] * after[at(i, j)], 0)).toBeCloseTo(0, 8)
        for (const j of upTo(b)) expect(upTo(a).reduce((sum, i) => sum + weight[at(i, j)] * after[at(i, j)], 0)).toBeCloseTo(0, 8)
        for (const i of upTo(a))
          for (const j of upTo(b)) if (weight[at(i, j)] > 0) expect(after[at(i, j)] + rows[i] + columns[j]).toBeCloseTo(values[at(i, j)], 8)
      }),
      { seed: 1 },
    )
  })

  it('finds nothing of its own in a sum of two columns, and all of an interaction', () => {
    const sum = Float64Array.from([1, 2, 3, 4, 5, 6])
    purify(sum, [1, 2, 1, 3, 1, 1], 2, 3)
    for (const v of sum) expect(v).toBeCloseTo(0, 12)
    const cross = Float64Array.from([1, -1, -1, 1])
    expect(purify(cross, [1, 1, 1, 1], 2, 2)).toEqual({ rows: new Float64Array(2), columns: new Float64Array(2) })
    expect([...cross]).toEqual([1, -1, -1, 1])
  })

  it('gives 0 to a row without weight', () => {
    const values = Float64Array.from([1, -1, 7, 8])
    purify(values, [1, 1, 0, 0], 2, 2)
    expect([...values.subarray(2)]).toEqual([0, 0])
  })
})
