import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { log } from '../../math/index.ts'
import { float32Cut } from './float32-cut.ts'
import { logf } from './logf.ts'

const MAX = 3.4028234663852886e38

describe('float32Cut', () => {
  it.each([0, -0, 1, -1, 0.1, -0.1, 1.401298464324817e-45, -1.401298464324817e-45, 1e-45, 16777217, MAX, -MAX, Infinity, 0.5, 2])(
    'v ≤ cut is float32(v) < %d, for the doubles next to it',
    c => {
      const condition = Math.fround(c)
      const cut = float32Cut(condition)
      expect(Math.fround(cut)).toBeLessThan(condition)
      expect(Math.fround(above(cut))).toBeGreaterThanOrEqual(condition)
    },
  )

  it('for any condition', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -MAX }), condition => {
        const cut = float32Cut(condition)
        return Math.fround(cut) < condition && Math.fround(above(cut)) >= condition
      }),
      { seed: 1, numRuns: 2000 },
    )
  })
})

describe('logf', () => {
  // from ctypes.CDLL('libm.so.6').logf of glibc 2.36: the second is no nearest float32
  it.each([
    [1, 0],
    [0.9231162071228027, -0.08000015467405319],
    [2, 0.6931471824645996],
    [1e-45, -103.2789306640625],
    [3.4028234663852886e38, 88.72283935546875],
    [0.3333333432674408, -1.0986123085021973],
  ])('logf(%d) is %d', (x, expected) => {
    expect(logf(Math.fround(x))).toBe(expected)
  })

  it('is within a unit in the last place of the logarithm', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: Math.fround(1e-45), max: MAX }), x => {
        const exact = log(x)
        return Math.abs(logf(x) - exact) <= Math.max(Math.abs(exact), 1e-30) * 1.2e-7
      }),
      { seed: 1, numRuns: 2000 },
    )
  })
})

/** The next double above. */
function above(x: number): number {
  const bits = new BigInt64Array(1)
  const double = new Float64Array(bits.buffer)
  double[0] = x
  bits[0] += x > 0 ? 1n : -1n
  return double[0]
}
