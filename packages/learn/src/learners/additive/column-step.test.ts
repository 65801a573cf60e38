import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnStep } from './column-step.ts'

const params = { learningRate: 0.5, maxLeaves: 2, minRows: 2, l2: 0.7, categorySmoothing: 3 }

interface Bin {
  readonly g: number
  readonly h: number
  readonly rows: number
}

const bin = fc.record({ g: fc.integer({ min: -9, max: 9 }), rows: fc.integer({ min: 0, max: 4 }) }).map(({ g, rows }): Bin => {
  return { g: rows === 0 ? 0 : g / 4, h: rows * 0.8, rows }
})
const bins = fc.array(bin, { minLength: 2, maxLength: 9 })

const sumsOf = (of: readonly Bin[]): [Float64Array, Float64Array] => [
  Float64Array.from(of.flatMap(({ g, h }) => [g, h])),
  Float64Array.from(of, ({ rows }) => rows),
]
const total = (of: readonly Bin[]) =>
  of.reduce((sum, b) => ({ g: sum.g + b.g, h: sum.h + b.h, rows: sum.rows + b.rows }), { g: 0, h: 0, rows: 0 })
const score = (of: readonly Bin[]) => total(of).g ** 2 / (total(of).h + params.l2)
const value = (of: readonly Bin[]) => -total(of).g / (total(of).h + params.l2)

/** The largest gain of any cut in two, tried one by one. */
function bestGain(of: readonly Bin[], direction: number): number {
  let best = 0
  for (let at = 1; at < of.length; at++) {
    const [left, right] = [of.slice(0, at), of.slice(at)]
    if (total(left).rows < params.minRows || total(right).rows < params.minRows) continue
    if (direction !== 0 && direction * (value(right) - value(left)) < 0) continue
    best = Math.max(best, score(left) + score(right) - score(of))
  }
  return best
}

describe('a step of a column', () => {
  it.each([0, 1, -1] as const)('cuts ordered bins where it gains most: direction %i', direction => {
    fc.assert(
      fc.property(bins, of => {
        const into = new Float64Array(of.length + 1)
        const find = columnStep({ count: of.length, ordered: true, direction }, params)
        const gain = find(...sumsOf([...of, { g: 0, h: 0, rows: 0 }]), into)
        expect(gain).toBeCloseTo(bestGain(of, direction), 9)
        if (gain === 0) return
        const cut = into.findIndex((v, at) => at > 0 && v !== into[at - 1])
        expect(into[0]).toBeCloseTo(params.learningRate * value(of.slice(0, cut)), 12)
        expect(into[of.length - 1]).toBeCloseTo(params.learningRate * value(of.slice(cut)), 12)
        for (let at = 1; at < of.length; at++) expect(direction * (into[at] - into[at - 1])).toBeGreaterThanOrEqual(0)
      }),
      { seed: 1 },
    )
  })

  it('keeps the direction between more leaves too', () => {
    fc.assert(
      fc.property(bins, fc.constantFrom(1, -1), (of, direction) => {
        const into = new Float64Array(of.length + 1)
        const find = columnStep({ count: of.length, ordered: true, direction: direction as 1 }, { ...params, maxLeaves: 5, minRows: 1 })
        if (find(...sumsOf([...of, { g: 0, h: 0, rows: 0 }]), into) === 0) return
        for (let at = 1; at < of.length; at++) expect(direction * (into[at] - into[at - 1])).toBeGreaterThanOrEqual(0)
      }),
      { seed: 1 },
    )
  })

  // with l2 the best cut of a leaf may leave a part on the wrong side of the leaf beside it
  it.each([
    { beside: 'left', sums: [12, 2, 3, 11, 2, 2, 12, 2, 3, 48, 2, 3, 1, 0.3, 1, 3, 2, 3, -1, 2, 2, -1, 0.3, 3, -16, 0.3, 1, 0, 0, 0] },
    {
      beside: 'right',
      sums: [9, 0.05, 1, 88, 2, 3, 10, 0.3, 3, 3, 0.3, 2, 7, 2, 1, 5, 0.3, 3, -6, 0.05, 2, -16, 0.3, 3, 1, 2, 1, 0, 0, 0],
    },
  ])('keeps the direction towards the leaf on the $beside', ({ sums }) => {
    const into = new Float64Array(10)
    const of = Array.from({ length: 10 }, (_, at): Bin => ({ g: sums[3 * at], h: sums[3 * at + 1], rows: sums[3 * at + 2] }))
    columnStep({ count: 9, ordered: true, direction: 1 }, { ...params, maxLeaves: 5, minRows: 1, l2: 3 })(...sumsOf(of), into)
    for (let at = 1; at < 9; at++) expect(into[at]).toBeGreaterThanOrEqual(into[at - 1])
    expect(into[8]).toBeGreaterThan(into[0])
  })

  it('puts levels in order of their slope first, so their numbers do not matter', () => {
    const of: Bin[] = [
      { g: 3, h: 2, rows: 3 },
      { g: -4, h: 2, rows: 3 },
      { g: 2.5, h: 2, rows: 3 },
      { g: -3, h: 2, rows: 3 },
    ]
    const none = { g: 0, h: 0, rows: 0 }
    const into = new Float64Array(5)
    expect(columnStep({ count: 4, ordered: false, direction: 0 }, params)(...sumsOf([...of, none]), into)).toBeGreaterThan(0)
    expect(into[0]).toBeCloseTo((0.5 * -5.5) / 4.7, 12)
    expect([into[2], into[3]]).toEqual([into[0], into[1]])
    expect(into[1]).toBeCloseTo((0.5 * 7) / 4.7, 12)
  })

  it('moves a level without rows, and missing with few, by the mean of the others', () => {
    const of: Bin[] = [
      { g: 3, h: 2, rows: 3 },
      { g: 0, h: 0, rows: 0 },
      { g: -4, h: 4, rows: 3 },
      { g: 9, h: 0.5, rows: 1 },
    ]
    const into = new Float64Array(4)
    columnStep({ count: 3, ordered: false, direction: 0 }, params)(...sumsOf(of), into)
    const mean = (into[0] * 2 + into[2] * 4) / 6
    expect(into[1]).toBeCloseTo(mean, 12)
    expect(into[3]).toBeCloseTo(mean, 12)
  })

  it('parts missing from the rest when it has the rows, and says what that gains', () => {
    const of: Bin[] = [{ g: 3, h: 2, rows: 3 }]
    const missing: Bin = { g: -5, h: 3, rows: 4 }
    const into = new Float64Array(2)
    const gain = columnStep({ count: 1, ordered: true, direction: 0 }, params)(...sumsOf([...of, missing]), into)
    expect(gain).toBeCloseTo(score(of) + score([missing]) - score([...of, missing]), 12)
    expect([...into]).toEqual([0.5 * value(of), 0.5 * value([missing])])
  })
})
