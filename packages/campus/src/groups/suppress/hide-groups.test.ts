import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideGroups } from './hide-groups.ts'

const rule = { fewest: 10, narrowest: 5 }
const group = (n: number, missed = n) => ({ n, atoms: Float64Array.of(missed, n - missed), small: n < rule.fewest })
const kinds = [[[0], [1]], [[0]]].map(parts => ({ parts, narrowest: rule.narrowest }))

describe('hideGroups', () => {
  it('hides a second group beside a single small one, the smallest', () => {
    expect(hideGroups([group(40), group(9), group(30), group(200)], kinds)).toEqual([false, true, true, false])
  })

  it('hides the other of two', () => {
    expect(hideGroups([group(900), group(4)], kinds)).toEqual([true, true])
  })

  it('goes on while the hidden ones together hold too little of a count', () => {
    expect(hideGroups([group(8, 1), group(9, 2), group(30, 1), group(50, 20)], kinds)).toEqual([true, true, true, true])
    expect(hideGroups([group(8, 1), group(9, 2), group(30, 3), group(50, 20)], kinds)).toEqual([true, true, true, false])
  })

  it('hides nothing for a count that the total gives away', () => {
    expect(hideGroups([group(8, 0), group(9, 0), group(30, 2), group(50, 2)], kinds)).toEqual([true, true, false, false])
  })

  it('never hides one group alone, and hides every small one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 8 }), sizes => {
        const hidden = hideGroups(
          sizes.map(n => group(n)),
          kinds,
        )
        expect(hidden.filter(h => h).length).not.toBe(1)
        expect(sizes.filter((n, i) => n < rule.fewest && !hidden[i])).toEqual([])
        const kept = sizes.filter((_, i) => hidden[i]).reduce((a, b) => a + b, 0)
        if (hidden.includes(true) && hidden.includes(false)) expect(kept).toBeGreaterThanOrEqual(rule.narrowest)
      }),
      { seed: 1 },
    )
  })
})
