import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawBags } from './bags.ts'

const size = { bags: 8, bagShare: 0.85 }

describe('bags', () => {
  it('split all rows in two, and leave every row out about equally often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer(), (n, seed) => {
        const { bags, spread } = drawBags(n, undefined, size, seed)
        const out = new Int32Array(n)
        for (const { inside, outside } of bags) {
          expect([...inside, ...outside].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
          for (const i of outside) out[i]++
          expect(spread).toBeCloseTo(Math.sqrt(inside.length / outside.length), 12)
        }
        expect(Math.max(...out) - Math.min(...out)).toBeLessThanOrEqual(1)
      }),
      { seed: 1 },
    )
  })

  it('keep the rows of a group together', () => {
    const groups = Int32Array.from({ length: 60 }, (_, i) => 100 - (i % 13))
    for (const { inside, outside } of drawBags(60, groups, size, 1).bags) {
      const out = new Set(Array.from(outside, i => groups[i]))
      expect(out.size).toBe(2)
      expect(inside.some(i => out.has(groups[i]))).toBe(false)
    }
  })

  it('draw rows where all are of one group, and leave a single row in', () => {
    expect(drawBags(20, new Int32Array(20), size, 1).bags[0].outside).toHaveLength(3)
    const { bags, spread } = drawBags(1, undefined, size, 1)
    expect(bags.every(({ inside, outside }) => inside.length === 1 && outside.length === 0)).toBe(true)
    expect(spread).toBe(0)
  })
})
