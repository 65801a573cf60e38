import { expect, it } from 'vitest'
import { median } from './median.ts'

it.each([
  [[3, 1, 2], 2],
  [[3, 1, 2, 10], 2.5],
  [[10, 9], 9.5],
  [[], Number.NaN],
])('median of %o is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})
