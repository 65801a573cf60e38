import { expect, it } from 'vitest'
import { pairAxis } from './pair-axis.ts'

it('gives each bin a group of its own while they suffice, missing the last', () => {
  expect(pairAxis([5, 1, 1, 0])).toEqual([0, 1, 2, 3])
  expect(pairAxis([4])).toEqual([0])
})

it('puts levels in order of their height', () => {
  expect(pairAxis([1, 1, 1, 1], [0.3, -0.2, 0.3])).toEqual([1, 0, 2, 3])
})

it('makes 16 groups of nearly equal weight out of many bins, and fewer where one bin weighs much', () => {
  const even = pairAxis(new Array(65).fill(1))
  expect(even.slice(0, 64)).toEqual(Array.from({ length: 64 }, (_, bin) => Math.floor(bin / 4)))
  expect(even[64]).toBe(16)
  const heavy = pairAxis([100, ...new Array(30).fill(1), 2])
  expect(heavy.slice(0, 2)).toEqual([0, 1])
  expect(heavy.every((group, bin) => bin === 0 || group - heavy[bin - 1] <= 1)).toBe(true)
  expect(heavy.at(-1)).toBeLessThan(8)
})
