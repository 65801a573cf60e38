import { describe, expect, it } from 'vitest'
import { numericColumn, table } from '../../table.ts'
import { inputsOf, scalesOf, spreadOf } from './inputs.ts'

describe('inputs', () => {
  it('are weighted means and standard deviations away from the mean, by name', () => {
    const given = table([numericColumn('b', [1, 2, 6]), numericColumn('a', [0, 0, 4])])
    const scales = scalesOf(given, Float64Array.of(1, 1, 2))
    expect(scales.means).toEqual([3.75, 2])
    expect(scales.factors[1]).toBeCloseTo(0.5, 15)
    const { data } = inputsOf({ columns: ['b', 'a'], ...scales }, given)
    const sd = Math.sqrt((2.75 ** 2 + 1.75 ** 2 + 2 * 2.25 ** 2) / 4)
    const expected = [-1, -2.75 / sd, -1, -1.75 / sd, 1, 2.25 / sd]
    expected.forEach((v, i) => {
      expect(data[i]).toBeCloseTo(v, 14)
    })
  })

  it('are 0 for a column that was constant, and at most 10 away', () => {
    const given = table([numericColumn('a', [0.1, 0.1, 0.1]), numericColumn('b', [0, 1, 2])])
    const scales = scalesOf(given, Float64Array.of(1, 1, 1))
    expect(scales.factors[0]).toBe(0)
    const far = table([numericColumn('a', [5, -5]), numericColumn('b', [1e300, -1e300])])
    expect([...inputsOf({ columns: ['a', 'b'], ...scales }, far).data].map(v => v + 0)).toEqual([0, 10, 0, -10])
  })

  it('refuse numbers whose squares are not finite', () => {
    expect(() => spreadOf('x', Float64Array.of(1e200, -1e200), Float64Array.of(1, 1))).toThrow(
      expect.objectContaining({ code: 'not_finite', message: expect.stringContaining('x') }),
    )
  })
})
