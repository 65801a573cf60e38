import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

const few = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 30 }) // many ties

it('is the front of all others sorted by distance', () => {
  fc.assert(
    fc.property(few, fc.integer({ min: 1, max: 6 }), (x, k) => {
      const distance = (a: number, b: number) => Math.abs(x[a] - x[b])
      const plain = [...x.keys()].slice(1).sort((a, b) => distance(0, a) - distance(0, b))
      expect(nearest(0, [...x.keys()], k, distance)).toEqual(plain.slice(0, k))
    }),
    { seed: 1 },
  )
})
