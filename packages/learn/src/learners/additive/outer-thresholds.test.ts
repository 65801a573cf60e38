import { expect, it } from 'vitest'
import { sigmoid } from '../../math/index.ts'
import { outerThresholds } from './outer-thresholds.ts'

it('gives classes below and above all rows at most ½ / (n + 1) together, on every row', () => {
  const y = Float64Array.of(2, 3, 3, 2)
  const scores = Float64Array.of(-4, 5, 1, 0)
  const moved = outerThresholds([-3, -2, 0.5, 3, 4], y, scores)
  expect(moved[2]).toBe(0.5)
  for (const f of scores) {
    expect(sigmoid(moved[1] - f)).toBeLessThanOrEqual(0.1 + 1e-12)
    expect(sigmoid(f - moved[3])).toBeLessThanOrEqual(0.1 + 1e-12)
  }
  expect([...moved].sort((a, b) => a - b)).toEqual(moved)
  expect(new Set(moved).size).toBe(5)
})

it('leaves thresholds that lie far enough out, and those of present classes', () => {
  expect(outerThresholds([-50, 0, 50], Float64Array.of(1, 2), Float64Array.of(-1, 1))).toEqual([-50, 0, 50])
  expect(outerThresholds([-1, 1], Float64Array.of(0, 1, 2), Float64Array.of(-9, 0, 9))).toEqual([-1, 1])
})
