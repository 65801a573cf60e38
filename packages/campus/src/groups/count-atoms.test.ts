import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listShares } from '../lists/list-shares.ts'
import { atomsOf } from './count-atoms.ts'
import { kindSum } from './suppress/counts.ts'
import { standardRule } from './suppress/rule.ts'

const rows = fc.array(
  fc.record({ happened: fc.constantFrom(0, 1), p: fc.constantFrom(0.1, 0.3, 0.5, 0.7), q: fc.constantFrom(0.2, 0.4) }),
  { minLength: 4, maxLength: 30 },
)

describe('atomsOf', () => {
  it('sums to rows, positives, listed and missed under each forecast, and to what each length of the curve misses', () => {
    fc.assert(
      fc.property(rows, given => {
        const n = given.length
        const happened = given.map(r => r.happened)
        const lengths = [0, 2, 3, n]
        const shares = lengths.map(l =>
          listShares(
            given.map(r => r.p),
            l,
          ),
        )
        const other = listShares(
          given.map(r => r.q),
          3,
        )
        const atoms = atomsOf(
          happened,
          [
            { shares, main: 2 },
            { shares: [other], main: 0 },
          ],
          standardRule,
        )
        const sums = new Float64Array(atoms.count)
        for (let i = 0; i < n; i++) atoms.add(i, sums)
        const total = (weight: (i: number) => number) => given.reduce((sum, _, i) => sum + weight(i), 0)
        const expected = [
          n,
          total(i => happened[i]!),
          3,
          total(i => happened[i]! * (1 - shares[2]![i]!)),
          3,
          total(i => happened[i]! * (1 - other[i]!)),
        ]
        expect(atoms.kinds.length).toBe(expected.length)
        atoms.kinds.forEach((kind, k) => {
          expect(kindSum(kind, sums)).toBeCloseTo(expected[k]!, 9)
        })
        expect(atoms.kinds.map(k => k.narrowest)).toEqual([5, 5, 1, 1, 1, 1])
        expect(sums.every(s => s >= 0)).toBe(true)
      }),
      { seed: 1 },
    )
  })

  it('tells apart the steps of the curve inside a part, and parts by what the list shows', () => {
    const { kinds, count } = atomsOf(
      [1, 0],
      [
        {
          shares: [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
          main: 1,
        },
      ],
      standardRule,
    )
    expect(count).toBe(4 + 2)
    expect(kinds.map(k => k.parts)).toEqual([
      [[0, 1], [2, 3], [4], [5]],
      [
        [0, 1],
        [2, 3],
      ],
      [[0, 1], [4]],
      [[2, 3]],
    ])
  })
})
