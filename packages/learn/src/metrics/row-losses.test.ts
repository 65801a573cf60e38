import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrix } from '../matrix.ts'
import type { Task } from '../task.ts'
import { PROBABILITY_FLOOR, rowLosses } from './row-losses.ts'

const three: Task = { kind: 'multiclass', classes: ['a', 'b', 'c'] }

describe('rowLosses', () => {
  it.each([
    { name: 'a plain forecast', row: [0.5, 0.25, 0.25], y: 1, loss: Math.log(4) },
    { name: 'sure and right: the floor costs a little', row: [1, 0, 0], y: 0, loss: Math.log(1.002) },
    { name: 'sure and wrong: the floor saves a lot', row: [1, 0, 0], y: 2, loss: Math.log(1.002 / 0.001) },
  ])('$name', ({ row, y, loss }) => {
    expect(rowLosses([y], matrix(1, 3, row), three)[0]).toBeCloseTo(loss, 12)
  })

  it('squares the error of a regression', () => {
    expect([...rowLosses([1, 4], matrix(2, 1, [3, 1]), { kind: 'regression' })]).toEqual([4, 9])
  })

  it('never passes the floor’s cost, and rises as the probability of the truth falls', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (p, q) => {
        const [of, at] = [p, q].map(share => rowLosses([0], matrix(1, 3, [share, 1 - share, 0]), three)[0])
        expect(of).toBeLessThanOrEqual(-Math.log(PROBABILITY_FLOOR) + 0.0021)
        if (p < q) expect(of).toBeGreaterThanOrEqual(at - 1e-12)
      }),
      { seed: 1 },
    )
  })

  it.each([
    { name: 'lengths differ', y: [0], code: 'shape_mismatch' },
    { name: 'a class that is not there', y: [0, 3], code: 'bad_param' },
  ])('refuses: $name', ({ y, code }) => {
    expect(() => rowLosses(y, matrix(2, 3, [1, 0, 0, 0, 1, 0]), three)).toThrow(expect.objectContaining({ code }))
  })
})
