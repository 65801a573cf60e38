import { createRandom } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { listStability, timesListed } from './list-stability.ts'

describe('listStability', () => {
  it('is what the plain definition counts', () => {
    const scores = [
      [9, 8, 1, 2, 3],
      [9, 1, 8, 2, 3],
      [9, 8, 1, 2, 3],
    ].map(s => Float64Array.from(s))
    const stability = listStability(scores, 2, 1)
    expect([...stability.times]).toEqual([3, 2, 1, 0, 0])
    expect(stability.overlap).toBeCloseTo((1 / 3 + 1 + 1 / 3) / 3, 12)
    expect(stability.stable).toBe(3 / 6)
    expect(stability).toMatchObject({ refits: 3, listed: 2, n: 5, overlapByChance: 2 / 8 })
    expect(timesListed(stability.times[1]!, stability)).toBe('on the list in 2 of 3 refits')
  })

  it('fills every place of every list, whatever ties', () => {
    for (const scores of [
      [1, 1, 1, 1, 1, 1],
      [NaN, NaN, NaN, 2, NaN, 1],
      [0, 0, 0, 5, 5, 5],
    ]) {
      const { times } = listStability(
        Array.from({ length: 20 }, () => Float64Array.from(scores)),
        3,
        1,
      )
      expect(times.reduce((a, b) => a + b, 0)).toBe(60)
    }
  })

  it('is certain of lists that are all the same, and finds chance where everybody ties', () => {
    const ranked = Float64Array.from({ length: 200 }, (_, i) => i)
    expect(listStability([ranked, ranked, ranked], 20, 1)).toMatchObject({ overlap: 1, stable: 1 })
    const tied = listStability(
      Array.from({ length: 40 }, () => new Float64Array(200)),
      20,
      1,
    )
    expect(Math.abs(tied.overlap - tied.overlapByChance)).toBeLessThan(0.01)
    expect(tied.stable).toBe(0)
    const random = createRandom(5)
    const noise = listStability(
      Array.from({ length: 40 }, () => Float64Array.from({ length: 200 }, () => random.next())),
      20,
      1,
    )
    expect(Math.abs(noise.overlap - noise.overlapByChance)).toBeLessThan(0.01)
  })

  it('puts unknown scores behind all known ones', () => {
    const { times } = listStability([Float64Array.of(NaN, -9, NaN, -8)], 2, 1)
    expect([...times]).toEqual([0, 1, 0, 1])
  })
})
