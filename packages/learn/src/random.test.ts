import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, deriveSeed, permutation } from './random.ts'

const draw = (seed: number, n: number) => {
  const random = createRandom(seed)
  return Array.from({ length: n }, () => random.next())
}

/** Σ (seen − expected)² / expected over equally likely cells. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length
  return counts.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)
}

describe('createRandom', () => {
  it.each([
    // From an implementation of the published algorithm in Python's whole numbers.
    { seed: 0, stream: [0.8868539502021594, 0.012474988946590604, 0.032522145755498943] },
    { seed: 1, stream: [0.5686059948349658, 0.8893939367683266, 0.4705824180198359] },
    { seed: 2 ** 40 + 5, stream: [0.9371918108595613, 0.890822694763935, 0.6654576120545593] },
  ])('gives the known stream of seed $seed', ({ seed, stream }) => {
    expect(draw(seed, 3)).toEqual(stream)
  })

  it('stays in [0, 1) and gives whole numbers below n, for any seed', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1000 }), (seed, n) => {
        const random = createRandom(seed)
        for (let i = 0; i < 20; i++) {
          const u = random.next()
          expect(u >= 0 && u < 1).toBe(true)
          const k = random.int(n)
          expect(Number.isInteger(k) && k >= 0 && k < n).toBe(true)
        }
      }),
      { seed: 1 },
    )
  })

  it('is uniform, alone and in pairs', () => {
    const values = draw(7, 64_000)
    const singles: number[] = new Array(64).fill(0)
    const pairs: number[] = new Array(64).fill(0)
    values.forEach((u, i) => {
      singles[Math.floor(u * 64)]++
      if (i > 0) pairs[Math.floor(values[i - 1] * 8) * 8 + Math.floor(u * 8)]++
    })
    // 63 degrees of freedom: 99.99 % of uniform streams stay below 112.
    expect(chiSquare(singles)).toBeLessThan(112)
    expect(chiSquare(pairs)).toBeLessThan(112)
  })
})

describe('deriveSeed', () => {
  it('keeps its answers: stored runs must replay', () => {
    expect([deriveSeed(1, 'fold', 3), deriveSeed(1, 'fold', 4)]).toEqual([91414771, 910949091])
  })

  it('gives every part of the work a seed of its own', () => {
    const seeds = new Set<number>()
    for (let seed = 0; seed < 10; seed++)
      for (let fold = 0; fold < 100; fold++) for (const what of ['fold', 'tree']) seeds.add(deriveSeed(seed, what, fold))
    expect(seeds.size).toBe(2000)
  })

  it('gives streams that do not move together', () => {
    const first = draw(deriveSeed(1, 'tree', 1), 5000)
    const second = draw(deriveSeed(1, 'tree', 2), 5000)
    const covariance = first.reduce((sum, u, i) => sum + (u - 0.5) * (second[i] - 0.5), 0) / 5000
    expect(Math.abs(covariance * 12)).toBeLessThan(4 / Math.sqrt(5000)) // correlation within four standard errors
  })
})

describe('permutation', () => {
  it('holds every number once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(), (n, seed) => {
        expect([...permutation(n, createRandom(seed))].toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
      }),
      { seed: 2 },
    )
  })

  it('gives all orders of four equally often', () => {
    const random = createRandom(3)
    const counts = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(4, random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    expect(chiSquare([...counts.values()])).toBeLessThan(60) // 23 degrees of freedom: 99.99 % stay below 58
  })
})
