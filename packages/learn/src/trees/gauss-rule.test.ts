import { describe, expect, it } from 'vitest'
import { gaussRule } from './gauss-rule.ts'

describe('gaussRule', () => {
  it.each([1, 2, 3, 5, 8, 15, 40, 100])('of %i points integrates powers below twice as many', m => {
    const { points, weights } = gaussRule(m)
    expect(points).toHaveLength(m)
    for (let power = 0; power < 2 * m; power++) {
      const sum = points.reduce((all, t, q) => all + weights[q] * t ** power, 0)
      expect(sum * (power + 1)).toBeCloseTo(1, 12)
    }
  })

  it('is the one of the books', () => {
    const { points, weights } = gaussRule(3)
    const far = Math.sqrt(3 / 5) / 2
    points.forEach((t, q) => {
      expect(t).toBeCloseTo([0.5 - far, 0.5, 0.5 + far][q], 15)
    })
    weights.forEach((w, q) => {
      expect(w).toBeCloseTo([5 / 18, 8 / 18, 5 / 18][q], 15)
    })
  })
})
