import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearestCombinations } from './nearest-combinations.ts'

/** Every combination, unsorted. */
function all(lists: readonly (readonly number[])[], size: number, first = 0): { lists: number[]; at: number[]; distance: number }[] {
  if (size === 0) return [{ lists: [], at: [], distance: 0 }]
  return lists.flatMap((list, l) =>
    l < first
      ? []
      : all(lists, size - 1, l + 1).flatMap(rest =>
          list.map((d, at) => ({ lists: [l, ...rest.lists], at: [at, ...rest.at], distance: d + rest.distance })),
        ),
  )
}

it('gives every combination once, nearest first, ties by lists and then positions', () => {
  const list = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 5 }).map(d => d.sort((a, b) => a - b))
  fc.assert(
    fc.property(fc.array(list, { maxLength: 5 }), fc.integer({ min: 1, max: 3 }), (lists, size) => {
      const digits = ({ lists: l, at }: { lists: readonly number[]; at: readonly number[] }) => [...l, ...at].join('')
      const expected = all(lists, size).sort((a, b) => a.distance - b.distance || (digits(a) < digits(b) ? -1 : 1))
      expect([...nearestCombinations(lists, size)]).toEqual(expected)
    }),
    { seed: 1 },
  )
})

it('is lazy: the nearest of 10¹² come at once', () => {
  const long = Array.from({ length: 10_000 }, (_, i) => i)
  const nearest = nearestCombinations([long, long, long], 3)
  const sums = Array.from({ length: 5 }, () => nearest.next().value!.distance)
  expect(sums).toEqual([0, 1, 1, 1, 2])
})
