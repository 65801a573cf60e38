import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averagePrecision } from './average-precision.ts'
import { rocAuc } from './roc-auc.ts'

/** The definition itself, O(n²): slow, and too plain to be wrong. */
function rocAucByPairs(y: readonly number[], score: readonly number[]): number {
  let won = 0
  let pairs = 0
  y.forEach((yi, i) => {
    y.forEach((yj, j) => {
      if (yi !== 1 || yj !== 0) return
      pairs++
      won += score[i] > score[j] ? 1 : score[i] === score[j] ? 0.5 : 0
    })
  })
  return won / pairs
}

/** List the rows at or above each score; add the precision of the list times the recall it gains. */
function averagePrecisionByLists(y: readonly number[], score: readonly number[]): number {
  const events = y.filter(value => value === 1).length
  let before = 0
  let sum = 0
  for (const threshold of [...new Set(score)].sort((a, b) => b - a)) {
    const listed = y.filter((_, i) => score[i] >= threshold)
    const found = listed.filter(value => value === 1).length
    sum += ((found - before) / events) * (found / listed.length)
    before = found
  }
  return sum
}

const bothClasses = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: -5, max: 5 })), { minLength: 2 }) // few values: many ties
  .filter(rows => new Set(rows.map(([y]) => y)).size === 2)
  .map(rows => ({ y: rows.map(r => r[0]), score: rows.map(r => r[1]) }))

describe('rocAuc', () => {
  it.each([
    { name: 'perfect order', y: [0, 0, 1, 1], score: [1, 2, 3, 4], auc: 1 },
    { name: 'reversed order', y: [1, 1, 0, 0], score: [1, 2, 3, 4], auc: 0 },
    { name: 'all tied', y: [0, 1, 0, 1], score: [7, 7, 7, 7], auc: 0.5 },
    { name: 'one swap', y: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8], auc: 0.75 },
  ])('$name', ({ y, score, auc }) => {
    expect(rocAuc(y, score)).toBe(auc)
  })

  it('agrees with the definition', () => {
    fc.assert(
      fc.property(bothClasses, ({ y, score }) => {
        expect(rocAuc(y, score)).toBeCloseTo(rocAucByPairs(y, score), 12)
      }),
      { seed: 1 },
    )
  })

  it('turns round with the score', () => {
    fc.assert(
      fc.property(bothClasses, ({ y, score }) => {
        const negated = score.map(s => -s)
        expect(rocAuc(y, score) + rocAuc(y, negated)).toBeCloseTo(1, 12)
      }),
      { seed: 1 },
    )
  })
})

describe('averagePrecision', () => {
  it('agrees with the definition', () => {
    fc.assert(
      fc.property(bothClasses, ({ y, score }) => {
        expect(averagePrecision(y, score)).toBeCloseTo(averagePrecisionByLists(y, score), 12)
      }),
      { seed: 1 },
    )
  })
})

describe.each([
  { name: 'rocAuc', metric: rocAuc },
  { name: 'averagePrecision', metric: averagePrecision },
])('$name refuses', ({ metric }) => {
  it.each([
    { name: 'no row of class 1', y: [0, 0], score: [0.2, 0.9], code: 'metric_undefined' },
    { name: 'lengths differ', y: [0, 1], score: [0.2], code: 'shape_mismatch' },
    { name: 'a third class', y: [0, 2], score: [0.2, 0.9], code: 'bad_param' },
    { name: 'NaN score', y: [0, 1], score: [NaN, 0.9], code: 'not_finite' },
  ])('$name', ({ y, score, code }) => {
    expect(() => metric(y, score)).toThrow(expect.objectContaining({ code }))
  })
})
