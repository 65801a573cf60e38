import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './wilson-interval.ts'
import { wilsonOverGroups } from './wilson-over-groups.ts'

const rows = fc.array(fc.record({ held: fc.boolean(), group: fc.nat(9) }), { minLength: 1, maxLength: 60 })

describe('wilsonOverGroups', () => {
  it('is Wilson’s over rows where every row is another student, or nobody says', () => {
    expect(wilsonOverGroups(7, 10)).toEqual(wilsonInterval(7, 10))
    expect(wilsonOverGroups(7, 10, [...Array(10).keys()], 0.9)).toEqual(wilsonInterval(7, 10, 0.9))
  })

  it('does not change where every student stands there twice', () => {
    fc.assert(
      fc.property(rows, drawn => {
        const k = drawn.filter(r => r.held).length
        const groups = drawn.map(r => r.group)
        const [once, twice] = [wilsonOverGroups(k, drawn.length, groups), wilsonOverGroups(2 * k, 2 * drawn.length, [...groups, ...groups])]
        expect(twice.low).toBeCloseTo(once.low, 12)
        expect(twice.high).toBeCloseTo(once.high, 12)
      }),
      { seed: 1 },
    )
  })

  it('is never narrower than over rows', () => {
    fc.assert(
      fc.property(rows, drawn => {
        const k = drawn.filter(r => r.held).length
        const [over, plain] = [
          wilsonOverGroups(
            k,
            drawn.length,
            drawn.map(r => r.group),
          ),
          wilsonInterval(k, drawn.length),
        ]
        expect(over.low <= plain.low + 1e-12 && over.high >= plain.high - 1e-12).toBe(true)
      }),
      { seed: 1 },
    )
  })
})
