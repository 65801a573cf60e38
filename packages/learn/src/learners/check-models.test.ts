import { describe, expect, it } from 'vitest'
import { partOf, toyPart } from '../../test/learner-data.ts'
import { DEEPEST_TREE } from '../trees/tree.ts'
import { depthOf } from '../trees/tree-shap.ts'
import { baseline } from './baseline/baseline.ts'
import { boosting } from './boosting/boosting.ts'
import type { BoostingModel } from './boosting/model.ts'
import { linear } from './linear/linear.ts'
import type { CumulativeModel, MultinomialModel } from './linear/model.ts'

const ctx = { seed: 1 }
const multinomial = linear.fit(toyPart('multiclass'), {}, ctx) as MultinomialModel
const cumulative = linear.fit(toyPart('ordinal'), {}, ctx) as CumulativeModel
const byGroup = baseline.fit(toyPart('binary', { messy: true }), { by: 'group' }, ctx)
const trees = (kind: 'binary' | 'multiclass' | 'ordinal'): BoostingModel => boosting.fit(toyPart(kind), { rounds: 3 }, ctx)

it('no tree grows deeper than can be read again', () => {
  const rows = Array.from({ length: 260 }, (_, i) => i)
  const one = rows.map(i => rows.map(j => Number(i === j))) // every cut takes one row off
  const model = boosting.fit(partOf(one, rows, { kind: 'regression' }), { rounds: 1, maxLeaves: 260, minRows: 1, l2: 0 }, ctx)
  expect(depthOf(model.trees[0])).toBe(DEEPEST_TREE)
  expect(() => boosting.check!(model)).not.toThrow()
})

describe('a model that does not hang together', () => {
  it.each<[string, (model: unknown) => void, object, RegExp]>([
    ['multinomial: rows of coefficients', linear.check!, { ...multinomial, coefficients: multinomial.coefficients.slice(1) }, /3 rows/],
    ['multinomial: a short row', linear.check!, { ...multinomial, coefficients: [[1], [1], [1]] }, /must have 3 items, one per column/],
    [
      'cumulative: thresholds that fall',
      linear.check!,
      { ...cumulative, thresholds: cumulative.thresholds.toReversed() },
      /above the number before/,
    ],
    ['linear: means', linear.check!, { ...cumulative, means: [] }, /means must have 3 items/],
    ['baseline: rates of other classes', baseline.check!, { ...byGroup, overall: [1] }, /byLevel\[0\] must have 1 items/],
    ['baseline: a column that is not there', baseline.check!, { ...byGroup, by: 'grupo' }, /by must be one of the columns/],
    ['baseline: no rates by level', baseline.check!, { ...byGroup, byLevel: undefined }, /both by and byLevel/],
    [
      'boosting: thresholds without order',
      boosting.check!,
      { ...trees('binary'), thresholds: [1] },
      /thresholds must be there in an ordinal task and no other/,
    ],
    ['boosting: no thresholds', boosting.check!, { ...trees('ordinal'), thresholds: [] }, /thresholds must be there/],
    ['boosting: two scores for one', boosting.check!, { ...trees('binary'), base: [0, 0] }, /base must hold one number/],
    ['boosting: half a round', boosting.check!, { ...trees('multiclass'), trees: trees('multiclass').trees.slice(1) }, /multiple of 3/],
    ['boosting: fewer columns', boosting.check!, { ...trees('binary'), columns: [] }, /trees\[0\]\.column\[\d\] must be below 0/],
  ])('is refused: %s', (_, check, model, says) => {
    expect(() => check(model)).toThrow(expect.objectContaining({ code: 'bad_bundle', message: expect.stringMatching(says) }))
  })
})
