import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fisherExact } from './fisher-exact.ts'

/** Made by golden/make-groups.py with SciPy: k₁, n₁, k₂, n₂, p. */
const { fisher }: { fisher: [number, number, number, number, number][] } = JSON.parse(
  readFileSync(new URL('../../golden/groups.json', import.meta.url), 'utf8'),
)

describe('fisherExact', () => {
  it.each(fisher)('%i of %i and %i of %i', (k1, n1, k2, n2, p) => {
    expect(fisherExact(k1, n1, k2, n2)).toBeCloseTo(p, 11)
  })

  it('is the same for the groups in either order, and for those without in place of those with', () => {
    const group = fc.integer({ min: 0, max: 40 }).chain(n => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(group, group, ([k1, n1], [k2, n2]) => {
        const p = fisherExact(k1, n1, k2, n2)
        expect(p > 0 && p <= 1).toBe(true)
        expect(fisherExact(k2, n2, k1, n1)).toBeCloseTo(p, 9)
        expect(fisherExact(n1 - k1, n1, n2 - k2, n2)).toBeCloseTo(p, 9)
      }),
      { seed: 1 },
    )
  })

  it('stays a number where one table in a universe is so unlikely', () => {
    expect(fisherExact(20000, 20000, 0, 20000)).toBe(0)
    expect(fisherExact(0, 0, 3, 9)).toBe(1)
  })
})
