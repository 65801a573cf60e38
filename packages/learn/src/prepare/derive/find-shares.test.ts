import { describe, expect, it } from 'vitest'
import { partOf } from '../../../test/step-parts.ts'
import { createRandom } from '../../random.ts'
import { type Column, numericColumn } from '../../table.ts'
import { findShares } from './find-shares.ts'

const y = [0, 1, 2, 3, 4, 5]
const pairs = (...columns: Column[]) => findShares(partOf(columns, y)).map(({ part, whole }) => `${part} of ${whole}`)
const taken = numericColumn('taken', [6, 5, 6, 4, NaN, 0])

describe('findShares', () => {
  it('finds the count that is part of another', () => {
    expect(pairs(taken, numericColumn('passed', [1, 2, 3, 4, 9, 0]))).toEqual(['passed of taken'])
  })

  it.each([
    ['is above in one row', [1, 2, 7, 4, 0, 0]],
    ['never reaches the bound', [1, 2, 3, 3, 0, NaN]],
    ['reaches it at 0 only', [1, 2, 3, 3, 0, 0]],
    ['is nothing or all', [0, 5, 6, 4, 0, 0]],
    ['is no whole number somewhere', [1, 2.5, 3, 4, 0, 0]],
    ['is negative somewhere', [1, -2, 3, 4, 0, 0]],
    ['is infinite somewhere', [1, 2, 3, 4, Infinity, 0]],
    ['is missing everywhere', y.map(() => NaN)],
    ['is the same column', [6, 5, 6, 4, NaN, 0]],
  ])('leaves a column that %s', (_, values) => {
    expect(pairs(taken, numericColumn('passed', values))).toEqual([])
  })

  it('puts the share that goes with the target first', () => {
    const [rising, level] = [numericColumn('rising', [1, 1, 3, 4, 0, 0]), numericColumn('level', [3, 2, 6, 1, 0, 0])]
    expect(pairs(level, rising, taken)[0]).toBe('rising of taken')
    expect(pairs(taken, rising, level)).toEqual(pairs(level, rising, taken))
  })

  it('keeps at most 12 of many, and prefers like names', () => {
    const random = createRandom(3)
    const rows = Array.from({ length: 40 }, (_, i) => i)
    const whole = (term: string) =>
      numericColumn(
        `${term} taken`,
        rows.map(() => 10),
      )
    const parts = (term: string) =>
      Array.from({ length: 30 }, (_, k) =>
        numericColumn(
          `${term} passed ${k}`,
          rows.map(i => (i === k ? 10 : random.int(10))),
        ),
      )
    const found = findShares(partOf([whole('first'), ...parts('first'), whole('second'), ...parts('second').slice(0, 5)], rows))
    expect(found).toHaveLength(12)
    expect(found.filter(({ part, whole: of }) => part.split(' ')[0] !== of.split(' ')[0])).toEqual([])
  })
})
