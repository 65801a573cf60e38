import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealFolds, unitsOf } from './deal-folds.ts'

const groups = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 })

describe('dealFolds', () => {
  it('keeps the rows of a group together, and uses folds about equally', () => {
    fc.assert(
      fc.property(groups, fc.integer(), (given, seed) => {
        const { unit, units } = unitsOf(given.length, Int32Array.from(given))
        expect(units).toBe(new Set(given).size)
        const folds = dealFolds(
          Float64Array.from(given, g => g % 3),
          unit,
          units,
          4,
          seed,
        )
        const foldOf = new Map(given.map((g, i) => [g, folds[i]]))
        given.forEach((g, i) => {
          expect(folds[i]).toBe(foldOf.get(g))
        })
        const sizes = [0, 1, 2, 3].map(f => [...foldOf.values()].filter(v => v === f).length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }),
      { seed: 1 },
    )
  })

  it('gives every fold its share of each class', () => {
    const y = Float64Array.from({ length: 100 }, (_, i) => (i < 60 ? 0 : i < 90 ? 1 : 2))
    const { unit, units } = unitsOf(100)
    for (let seed = 1; seed < 20; seed++) {
      const folds = dealFolds(y, unit, units, 5, seed)
      const count = (c: number, f: number) => y.reduce((sum, v, i) => sum + (v === c && folds[i] === f ? 1 : 0), 0)
      for (let f = 0; f < 5; f++) expect([count(0, f), count(1, f), count(2, f)]).toEqual([12, 6, 2])
    }
  })

  it('deals otherwise with another seed', () => {
    const y = new Float64Array(40)
    const { unit, units } = unitsOf(40)
    expect(dealFolds(y, unit, units, 5, 1)).not.toEqual(dealFolds(y, unit, units, 5, 2))
  })
})
