import { describe, expect, it } from 'vitest'
import { partOf, toyPart } from '../../test/learner-data.ts'
import type { TaskKind } from '../task.ts'
import { DEEPEST_TREE, type Tree } from '../trees/tree.ts'
import { depthOf } from '../trees/tree-shap.ts'
import { additive } from './additive/additive.ts'
import { editCurve } from './additive/edit-curve.ts'
import type { AdditiveModel } from './additive/model.ts'
import { baseline } from './baseline/baseline.ts'
import { boosting } from './boosting/boosting.ts'
import type { BoostingModel } from './boosting/model.ts'
import { forest } from './forest/forest.ts'
import type { ForestModel } from './forest/model.ts'
import { linear } from './linear/linear.ts'
import type { CumulativeModel, MultinomialModel } from './linear/model.ts'

const ctx = { seed: 1 }
const multinomial = linear.fit(toyPart('multiclass'), {}, ctx) as MultinomialModel
const cumulative = linear.fit(toyPart('ordinal'), {}, ctx) as CumulativeModel
const byGroup = baseline.fit(toyPart('binary', { messy: true }), { by: 'group' }, ctx)
const trees = (kind: 'binary' | 'multiclass' | 'ordinal'): BoostingModel => boosting.fit(toyPart(kind), { rounds: 3 }, ctx)

const grown = (kind: TaskKind, change: (tree: Tree) => Partial<Tree> = () => ({})): ForestModel => {
  const model = forest.fit(toyPart(kind), { trees: 2 }, ctx)
  return { ...model, trees: model.trees.map(tree => ({ ...tree, ...change(tree) })) }
}

/** Five bins of each number, x0 rising; pairs among the others; an edit. */
const curves = (kind: TaskKind): AdditiveModel => {
  const params = { pairs: 1, bags: 2, maxBins: 5, rounds: 20, minRows: 2, monotone: { x0: 1 } } as const
  const model = additive.fit(toyPart(kind, { messy: true }), params, ctx)
  return editCurve(model, { column: 'x1', kind: 'set', bin: 0, value: 1, by: 'D. Rector', reason: 'few rows' })
}
const withFirst = <T extends object>(items: readonly T[], change: object) =>
  items.map((item, i) => (i === 0 ? definedOnly({ ...item, ...change }) : item))
const definedOnly = (record: object) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
const whole = curves('binary')
const column = (at: number, change: object) => ({ ...whole, columns: whole.columns.map((c, j) => (j === at ? { ...c, ...change } : c)) })
const pair = (change: object) => ({ ...whole, pairs: withFirst(whole.pairs, change) })
const edit = (change: object) => ({ ...whole, edits: withFirst(whole.edits, change) })

describe('no tree grows deeper than can be read again', () => {
  const rows = Array.from({ length: 260 }, (_, i) => i)
  const one = rows.map(i => rows.map(j => Number(i === j))) // every cut takes one row off
  const part = partOf(one, rows, { kind: 'regression' })

  it('in boosting', () => {
    const model = boosting.fit(part, { rounds: 1, maxLeaves: 260, minRows: 1, l2: 0 }, ctx)
    expect(depthOf(model.trees[0])).toBe(DEEPEST_TREE)
    expect(() => boosting.check(model)).not.toThrow()
  })

  it.each([0, 1000])('in a forest whose maxDepth is %i', maxDepth => {
    const model = forest.fit(part, { trees: 1, minRows: 1, bootstrap: false, maxDepth }, ctx)
    expect(depthOf(model.trees[0])).toBe(DEEPEST_TREE)
    expect(() => forest.check(model)).not.toThrow()
  })
})

describe('a model that does not hang together', () => {
  it.each<[string, (model: unknown) => void, object, RegExp]>([
    ['multinomial: rows of coefficients', linear.check, { ...multinomial, coefficients: multinomial.coefficients.slice(1) }, /3 rows/],
    ['multinomial: a short row', linear.check, { ...multinomial, coefficients: [[1], [1], [1]] }, /must have 3 items, one per column/],
    [
      'cumulative: thresholds that fall',
      linear.check,
      { ...cumulative, thresholds: cumulative.thresholds.toReversed() },
      /above the number before/,
    ],
    ['linear: means', linear.check, { ...cumulative, means: [] }, /means must have 3 items/],
    ['baseline: rates of other classes', baseline.check, { ...byGroup, overall: [1] }, /byLevel\[0\] must have 1 items/],
    ['baseline: a column that is not there', baseline.check, { ...byGroup, by: 'grupo' }, /by must be one of the columns/],
    ['baseline: no rates by level', baseline.check, { ...byGroup, byLevel: undefined }, /both by and byLevel/],
    [
      'boosting: thresholds without order',
      boosting.check,
      { ...trees('binary'), thresholds: [1] },
      /thresholds must be there in an ordinal task and no other/,
    ],
    ['boosting: no thresholds', boosting.check, { ...trees('ordinal'), thresholds: [] }, /thresholds must be there/],
    ['boosting: two scores for one', boosting.check, { ...trees('binary'), base: [0, 0] }, /base must hold one number/],
    ['boosting: half a round', boosting.check, { ...trees('multiclass'), trees: trees('multiclass').trees.slice(1) }, /multiple of 3/],
    ['boosting: fewer columns', boosting.check, { ...trees('binary'), columns: [] }, /trees\[0\]\.column\[\d\] must be below 0/],
    [
      'forest: a leaf of more than 1',
      forest.check,
      grown('binary', tree => ({ value: tree.value.map(() => 1.5) })),
      /value\[\d+\] must be a share/,
    ],
    ['forest: no shares', forest.check, grown('multiclass', tree => ({ value: tree.value.map(() => 0) })), /whose shares sum to 0/],
    ['forest: two shares for one', forest.check, { ...grown('binary'), outputs: 2 }, /outputs is 2/],
    ['forest: no trees', forest.check, { ...grown('binary'), trees: [] }, /trees must have 1 or more/],
    ['forest: fewer columns', forest.check, { ...grown('binary'), columns: [] }, /trees\[0\]\.column\[\d\] must be below 0/],
    ['forest: a value for each node alone', forest.check, grown('ordinal', tree => ({ value: tree.cover })), /3 per node/],
    ['additive: two scores for one', additive.check, { ...curves('binary'), intercept: [0, 0] }, /intercept has 2 numbers/],
    [
      'additive: thresholds without order',
      additive.check,
      { ...curves('binary'), thresholds: [1] },
      /thresholds must be there in an ordinal/,
    ],
    ['additive: thresholds that fall', additive.check, { ...curves('ordinal'), thresholds: [1, 0] }, /above the number before/],
    ['additive: one bag', additive.check, { ...curves('binary'), bagIntercepts: [[0]] }, /bagIntercepts must have 2 or more/],
    [
      'additive: a bag of other outputs',
      additive.check,
      { ...curves('binary'), bagIntercepts: [[0], [0, 0]] },
      /bagIntercepts\[1\] must have 1/,
    ],
    ['additive: a short curve', additive.check, column(0, { values: [[0]] }), /columns\[0\] must have 1 × 6 numbers/],
    ['additive: a bag less', additive.check, column(0, { bags: [] }), /columns\[0\]\.bags must have 2/],
    ['additive: edges that fall', additive.check, column(1, { edges: [5, 4, 3, 2, 1] }), /edges\[1\] must be above/],
    [
      'additive: more bins than a byte counts',
      additive.check,
      column(1, { edges: Array.from({ length: 256 }, (_, i) => i) }),
      /255 items or fewer/,
    ],
    ['additive: a bin of no rows', additive.check, column(1, { weight: [1, 0, 1, 1, 1, 1] }), /weight\[1\] must be above 0/],
    ['additive: a curve that turns', additive.check, column(0, { values: [[0, 1, 0, 1, 2, 0]] }), /values must never fall/],
    ['additive: a level that is not there', additive.check, column(3, { levels: ['a', 'b'] }), /edges\[2\] must be the place of one of 2/],
    ['additive: a direction of levels', additive.check, column(3, { direction: 1 }), /direction must be 0/],
    [
      'additive: a pair of nothing',
      additive.check,
      pair({ columns: ['x1', 'nothing'] }),
      /pairs\[0\]\.columns\[1\] must be one of the columns/,
    ],
    ['additive: a pair of one column', additive.check, pair({ columns: ['x1', 'x1'] }), /names something twice/],
    ['additive: a pair with a direction', additive.check, pair({ columns: ['x0', 'x1'] }), /has a direction/],
    ['additive: a pair beyond its grid', additive.check, pair({ weight: [1] }), /pairs\[0\]\.weight must have \d+ items/],
    ['additive: too few groups', additive.check, pair({ groups: [[0], [0]] }), /groups\[0\] must have \d items/],
    ['additive: groups left out', additive.check, pair({ groups: [[0, 1, 2, 3, 4, 7], [0]] }), /must use every group/],
    [
      'additive: a group beyond the last',
      additive.check,
      pair({ columns: ['group', 'x1'], groups: [[0, 9, 2, 3], [0]] }),
      /groups\[0\] must use every group/,
    ],
    ['additive: groups out of order', additive.check, pair({ groups: [[1, 0, 2, 3, 4, 5], [0]] }), /must not fall/],
    ['additive: an edit of nothing', additive.check, edit({ column: 'nothing' }), /edits\[0\]\.column must be one of the columns/],
    ['additive: an edit of no bin', additive.check, edit({ bin: 6 }), /edits\[0\]\.bin must be 5 or less/],
    ['additive: an edit of nobody', additive.check, edit({ by: ' ' }), /by must not be empty/],
    ['additive: an edit of another output', additive.check, edit({ output: 1 }), /output must be below 1/],
    [
      'additive: levels smoothed',
      additive.check,
      edit({ column: 'group', kind: 'smooth', window: 3, bin: undefined, value: undefined }),
      /can only be set/,
    ],
    [
      'additive: an even window',
      additive.check,
      edit({ kind: 'smooth', window: 2, bin: undefined, value: undefined }),
      /window must be odd/,
    ],
    [
      'additive: no range',
      additive.check,
      edit({ kind: 'flatten', from: 3, to: 2, bin: undefined, value: undefined }),
      /to must lie from 3 to 4/,
    ],
  ])('is refused: %s', (_, check, model, says) => {
    expect(() => check(model)).toThrow(expect.objectContaining({ code: 'bad_bundle', message: expect.stringMatching(says) }))
  })
})
