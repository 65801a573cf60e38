import { describe, expect, it } from 'vitest'
import { withoutKernel } from '../../kernel/plain-module.ts'
import { createRandom } from '../../random.ts'
import { type Axis, openPairStrengths } from './pair-strengths.ts'

const base = { learningRate: 0.1, maxLeaves: 2, categorySmoothing: 0 }

describe.each([1, 2, 9, 700])('strengths of the pairs of five columns over %i rows', n => {
  it.each([
    [1, 0, 1],
    [3, 1, 1],
    [3, 0.5, 4],
  ])('are the same to the last bit with and without a kernel: minRows %i, l2 %d, %i outputs', (minRows, l2, outputs) => {
    const random = createRandom(n)
    const axes = [2, 3, 1, 17, 6].map((size, j): Axis | undefined => {
      const groups = Array.from({ length: size }, (_, group) => group)
      const groupOf = Uint8Array.from({ length: n }, () => (j === 4 && random.next() < 0.9 ? 0 : random.int(size)))
      return j === 1 ? undefined : { groups, groupOf }
    })
    const gh = Float64Array.from({ length: 2 * outputs * n }, (_, at) => (at % 2 === 0 ? random.next() - 0.5 : random.next()))
    const all = () => {
      const strengths = openPairStrengths(axes, gh, { ...base, minRows, l2 })
      const found = axes.flatMap((_, j) => axes.map((_, k) => strengths.of(j, k)))
      strengths.close()
      return found
    }
    const found = all()
    expect(found).toEqual(withoutKernel(all))
    expect(n < 700 || found.some(strength => strength > 0)).toBe(true)
  })
})
