import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ctx, golden, partOf, threeClasses } from '../../test/step-parts.ts'
import { numericColumn } from '../table.ts'
import { classWeights } from './class-weights.ts'

const { y, weights } = golden<{ classWeights: { y: number[]; weights: number[] } }>('columnwise').classWeights
const rows = (labels: readonly number[], own?: number[]) => partOf([numericColumn('x', labels)], labels, threeClasses, own)

describe('classWeights', () => {
  it('is balanced as in scikit-learn', () => {
    classWeights.rebalance(rows(y), {}, ctx).weights?.forEach((w, i) => {
      expect(w).toBeCloseTo(weights[y[i]], 12)
    })
  })

  it('makes the classes that are there weigh the same, and all weights sum to n', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1 }), labels => {
        const w = classWeights.rebalance(rows(labels), {}, ctx).weights!
        const sums = [0, 1, 2].map(c => labels.reduce((sum, label, i) => sum + (label === c ? w[i] : 0), 0)).filter(sum => sum > 0)
        for (const sum of sums) expect(sum).toBeCloseTo(labels.length / sums.length, 9)
      }),
      { seed: 1 },
    )
  })

  it('multiplies the weights that are there', () => {
    const own = y.map((_, i) => i + 1)
    const alone = classWeights.rebalance(rows(y), {}, ctx).weights!
    classWeights.rebalance(rows(y, own), {}, ctx).weights?.forEach((w, i) => {
      expect(w).toBeCloseTo(alone[i] * own[i], 12)
    })
  })

  it('goes half-way with power 0.5 and nowhere with 0', () => {
    expect([...classWeights.rebalance(rows(y), { power: 0 }, ctx).weights!]).toEqual(y.map(() => 1))
    const w = classWeights.rebalance(rows(y), { power: 0.5 }, ctx).weights!
    expect(w[y.indexOf(2)] / w[y.indexOf(0)]).toBeCloseTo(Math.sqrt(14), 12)
    expect(w.reduce((sum, x) => sum + x, 0)).toBeCloseTo(y.length, 9)
  })

  it.each([
    ['a regression', partOf([numericColumn('x', [1, 2])]), {}, 'wrong_task'],
    ['a power above 1', rows(y), { power: 2 }, 'bad_param'],
  ])('refuses %s', (_, part, params, code) => {
    expect(() => classWeights.rebalance(part, params, ctx)).toThrow(expect.objectContaining({ code }))
  })
})
