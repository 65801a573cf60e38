import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cells, ctx, names, partOf, threeClasses } from '../../test/step-parts.ts'
import { derivationsOf, fitRecipe, forecast } from '../recipe.ts'
import { type Column, categoricalColumn, columnOf, numericColumn, table, takeRows } from '../table.ts'
import { derive } from './derive.ts'

const columns = [
  numericColumn('taken', [6, 0, 4, NaN, 5]),
  numericColumn('passed', [3, 0, 4, 2, NaN]),
  numericColumn('passed later', [5, 1, NaN, 2, NaN]),
  categoricalColumn('course', [0, 0, 1, 1, -1], ['a', 'b', 'c']),
]
const part = partOf(columns)
const made = (params: Parameters<typeof derive.fit>[1]) => derive.apply(derive.fit(part, params, ctx), part.table)
const passed = { name: 'passed', columns: ['passed', 'passed later'] }

describe('derive', () => {
  it('divides part by whole, and knows nothing of a whole of 0', () => {
    expect(cells(made({ shares: [{ part: 'passed', whole: 'taken' }] }), 'passed of taken')).toEqual([0.5, NaN, 1, NaN, NaN])
    const more = made({ shares: [{ part: 'passed later', whole: 'taken' }] })
    expect(cells(more, 'passed later of taken')).toEqual([5 / 6, NaN, NaN, NaN, NaN])
  })

  it('adds up what is known of a measure, and takes the earlier from the later', () => {
    const out = made({ measures: [passed] })
    expect(cells(out, 'total of passed')).toEqual([8, 1, 4, 4, NaN])
    expect(cells(out, 'change of passed')).toEqual([2, 1, NaN, 0, NaN])
  })

  it('takes each of three terms against the one before', () => {
    const out = made({ measures: [{ name: 'm', columns: ['passed', 'passed later', 'taken'] }] })
    expect(names(out).slice(4)).toEqual(['total of m', 'change of m from passed to passed later', 'change of m from passed later to taken'])
    expect(cells(out, 'change of m from passed later to taken')).toEqual([1, -1, NaN, NaN, NaN])
  })

  it('compares with the mean of the own category, drawn towards the overall mean', () => {
    const state = derive.fit(part, { relativeTo: { by: 'course', columns: ['passed'] }, smoothing: 2 }, ctx)
    const overall = (3 + 0 + 4 + 2) / 4
    const [a, b] = [(3 + 2 * overall) / 4, (6 + 2 * overall) / 4]
    const out = cells(derive.apply(state, part.table), 'passed against the mean of its course')
    expect(out).toEqual([3 - a, 0 - a, 4 - b, 2 - b, NaN])
    const fresh = table(
      [
        columns[0],
        numericColumn('passed', [3, 3, 3]),
        columns[2],
        categoricalColumn('course', [2, 3, -1], ['a', 'b', 'c', '(unseen)']),
      ].map((c, j) => (j % 2 ? c : (takeRows(table([c]), [0, 1, 2]).columns[0] as Column))),
    )
    expect(cells(derive.apply(state, fresh), 'passed against the mean of its course')).toEqual([3 - overall, 3 - overall, 3 - overall])
  })

  it('leaves means of categories at 0 without smoothing', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(rows, drawn => {
        const codes = drawn.map(r => r[1])
        const own = partOf([
          numericColumn(
            'x',
            drawn.map(r => r[0]),
          ),
          categoricalColumn('g', codes, ['p', 'q', 'r', 's']),
        ])
        const state = derive.fit(own, { relativeTo: { by: 'g', columns: ['x'] }, smoothing: 0 }, ctx)
        const out = cells(derive.apply(state, own.table), 'x against the mean of its g')
        for (const g of new Set(codes)) expect(out.reduce((sum, v, i) => sum + (codes[i] === g ? v : 0), 0)).toBeCloseTo(0, 9)
      }),
      { seed: 1 },
    )
  })

  it('puts its columns last, each a source of its own, and leaves the others', () => {
    const out = made({ shares: [{ part: 'passed', whole: 'taken' }] })
    expect(out.columns.slice(0, 4)).toEqual(columns)
    expect(out.columns[4].source).toBe('passed of taken')
    expect(derive.derivations!(derive.fit(part, { measures: [passed] }, ctx)).map(d => d.kind)).toEqual(['total', 'change'])
  })

  it('makes what is both known and found once, and keeps clear of a name that is taken', () => {
    const counts = [numericColumn('passed', [1, 2, 3]), numericColumn('taken', [2, 2, 4]), numericColumn('passed of taken', [0, 0, 9])]
    const state = derive.fit(partOf(counts), { shares: [{ part: 'passed', whole: 'taken' }], find: true }, ctx)
    expect(state.derived.map(d => d.name)).toEqual(['passed of taken (derived)'])
  })

  it('finds the same whatever the order of columns', () => {
    const counts = [numericColumn('a 1', [1, 2, 0]), numericColumn('b 1', [2, 2, 4]), numericColumn('a 2', [0, 2, 1])]
    const found = (order: Column[]) => derive.fit(partOf(order, [0, 1, 2], threeClasses), { find: true }, ctx)
    expect(found(counts.toReversed())).toEqual(found(counts))
    expect(found(counts).derived.map(d => d.name)).toEqual(['a 1 of b 1', 'a 2 of b 1', 'total of a', 'change of a'])
  })

  it('adds nothing where nothing is named or found', () => {
    expect(made({}).columns).toEqual(columns)
    expect(derive.fit(partOf([], []), { find: true }, ctx)).toEqual({ derived: [] })
  })

  it('bears columns that are missing everywhere, one row, and categories that nobody has', () => {
    const empty = partOf([numericColumn('x', [NaN]), numericColumn('y', [NaN]), categoricalColumn('g', [-1], [])])
    const state = derive.fit(
      empty,
      {
        shares: [{ part: 'x', whole: 'y' }],
        measures: [{ name: 'z', columns: ['x', 'y'] }],
        relativeTo: { by: 'g', columns: ['x'] },
        find: true,
      },
      ctx,
    )
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect(
      derive
        .apply(state, empty.table)
        .columns.slice(3)
        .map(c => c.kind === 'numeric' && c.values[0]),
    ).toEqual([NaN, NaN, NaN, NaN])
  })

  it.each([
    ['a column that is not there', { shares: [{ part: 'no', whole: 'taken' }] }, 'unknown_column', 'no column no'],
    ['a share of categories', { shares: [{ part: 'course', whole: 'taken' }] }, 'wrong_column_kind', 'course is categorical'],
    ['a mean by a number', { relativeTo: { by: 'taken', columns: ['passed'] } }, 'wrong_column_kind', 'taken is numeric'],
    ['a measure of one term', { measures: [{ name: 'm', columns: ['taken'] }] }, 'bad_param', 'at least two columns, got 1'],
    ['negative smoothing', { smoothing: -1 }, 'bad_param', 'smoothing'],
    ['a find that is neither', { find: 'yes' as unknown as boolean }, 'bad_param', 'derive find'],
  ])('refuses %s', (_, params, code, message) => {
    expect(() => derive.fit(part, params, ctx)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })

  it.each([[[Infinity, 1]], [[-Infinity, Infinity]], [[1e308, 1e308]]])('refuses %j, which have no finite mean', values => {
    const infinite = partOf([numericColumn('x', values), categoricalColumn('g', [0, 0], ['p'])])
    expect(() => derive.fit(infinite, { relativeTo: { by: 'g', columns: ['x'] } }, ctx)).toThrow(
      expect.objectContaining({ code: 'not_finite' }),
    )
  })

  it.each<[string, object, RegExp]>([
    ['a total of nothing', { kind: 'total', name: 't', measure: 'm', columns: [] }, /derived\[0\]\.columns must have 1 or more/],
    ['a mean that is none', { kind: 'relative', name: 'r', column: 'taken', by: 'course', means: [null], overall: 0 }, /means\[0\]/],
    ['a kind that is not known', { kind: 'product', name: 'p', columns: ['taken'] }, /kind must be one of "share", "total"/],
  ])('refuses a state with %s', (_, derivation, says) => {
    const refusal = { code: 'bad_bundle', message: expect.stringMatching(says) }
    expect(() => derive.check({ derived: [derivation] })).toThrow(expect.objectContaining(refusal))
  })

  it('refuses a state that makes one name twice', () => {
    const { derived } = derive.fit(part, { shares: [{ part: 'passed', whole: 'taken' }] }, ctx)
    expect(() => derive.check({ derived })).not.toThrow()
    expect(() => derive.check({ derived: [...derived, ...derived] })).toThrow(/derived names something twice/)
  })

  it('of many columns finds each of them once', () => {
    const many = table(Array.from({ length: 30_000 }, (_, j) => numericColumn(`c${j}`, [j, 1])))
    const derived = many.columns.map(({ name }) => ({ kind: 'total' as const, name: `t ${name}`, measure: name, columns: [name] }))
    const everything = { kind: 'total' as const, name: 'all', measure: 'all', columns: names(many) }
    const made = derive.apply({ derived: [...derived, everything] }, many)
    expect(cells(made, 'all')).toEqual([(29_999 * 30_000) / 2, 30_000])
  })

  it('works in a recipe, which can say what was made', () => {
    const steps = [{ kind: 'derive', params: { shares: [{ part: 'passed', whole: 'taken' }] } }, { kind: 'impute' }, { kind: 'oneHot' }]
    const fitted = fitRecipe({ steps, learner: { kind: 'linear' } }, partOf(columns, [0, 0, 2, 1, 1], threeClasses), ctx)
    expect(derivationsOf(fitted)).toEqual([{ kind: 'share', name: 'passed of taken', part: 'passed', whole: 'taken' }])
    expect(forecast(fitted, part.table).data.every(Number.isFinite)).toBe(true)
    expect(columnOf(part.table, 'taken')).toEqual(columns[0])
  })
})
