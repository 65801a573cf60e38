import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOf, taskOf } from '../../../test/learner-data.ts'
import { ordinaryWorkspace } from '../../kernel/workspace.ts'
import { designOf, inUnits } from './design.ts'

const cell = fc.double({ min: -50, max: 50, noNaN: true })
const rows = fc.array(fc.tuple(cell, cell, fc.integer({ min: 1, max: 9 })), { minLength: 3, maxLength: 20 })
const build = (data: [number, number, number][]) =>
  designOf(
    partOf(
      data.map(([a, b]) => [a, b, 7]),
      data.map(([a]) => a),
      taskOf('regression'),
      data.map(r => r[2]),
    ),
    ordinaryWorkspace(),
    { ones: false, ridge: 0 },
  )

describe('designOf', () => {
  it('centres and scales by weighted moments, and empties a constant column', () => {
    fc.assert(
      fc.property(rows, data => {
        const { sums, weights, scales, means } = build(data)
        const { X } = sums
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12)
        for (let j = 0; j < 3; j++) {
          const moment = (power: number) => weights.reduce((sum, w, i) => sum + w * X.data[i * 3 + j] ** power, 0)
          expect(moment(1)).toBeCloseTo(0, 7)
          if (scales[j] > 1e-6 && scales[j] !== 1) expect(moment(2)).toBeCloseTo(1, 6)
        }
        expect([means[2], scales[2]]).toEqual([expect.closeTo(7, 12), 1])
        data.forEach((_, i) => {
          expect(X.data[i * 3 + 2]).toBe(0)
        })
      }),
      { seed: 1 },
    )
  })

  it('leads back to the units of the table', () => {
    fc.assert(
      fc.property(rows, data => {
        const design = build(data)
        const at = Float64Array.of(9, 0.5, -2, 3)
        const { coefficients, shift } = inUnits(design, at, 1)
        data.forEach(([a, b], i) => {
          const inTable = coefficients[0] * a + coefficients[1] * b + coefficients[2] * 7 - shift
          const standardised = 0.5 * design.sums.X.data[i * 3] - 2 * design.sums.X.data[i * 3 + 1]
          if (Math.min(design.scales[0], design.scales[1]) > 1e-3) expect(inTable).toBeCloseTo(standardised, 6)
        })
      }),
      { seed: 2 },
    )
  })
})

it('puts a column of ones before the others where asked to', () => {
  const part = partOf([[5], [7]], [0, 1], taskOf('regression'))
  const { cols, data } = designOf(part, ordinaryWorkspace(), { ones: true, ridge: 0 }).sums.X
  expect([cols, [...data]]).toEqual([2, [1, -1, 1, 1]])
})
