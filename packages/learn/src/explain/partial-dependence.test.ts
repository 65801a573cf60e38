import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableOf, taskOf } from '../../test/learner-data.ts'
import type { LinearModel } from '../learners/linear/model.ts'
import { type FittedRecipe, fitRecipe, forecast } from '../recipe.ts'
import { categoricalColumn, columnOf, numericColumn, type Table, table, takeRows } from '../table.ts'
import { LEVELS, randomPart } from '../trees/random-part.test-data.ts'
import { gridOf } from './grid.ts'
import { partialDependence } from './partial-dependence.ts'
import { replaceColumns } from './replace-columns.ts'

interface Golden {
  readonly task: 'regression' | 'binary' | 'multiclass'
  readonly X: number[][]
  readonly coefficients: number[][]
  readonly intercepts: number[]
  readonly grid: number[]
  readonly mean: number[][] // [outputs, grid]; binary: of class 1 alone
  readonly curves: number[][][] // [outputs, rows, grid]
}

function linearRecipe({ task, coefficients, intercepts }: Golden): FittedRecipe {
  const fitted = { kind: 'linear', columns: ['x0', 'x1', 'x2'], means: [0, 0, 0], converged: true, iterations: 1 } as const
  const one = { ...fitted, intercept: intercepts[0], coefficients: coefficients[0] }
  const models: Record<Golden['task'], LinearModel> = {
    regression: { ...one, form: 'least-squares' },
    binary: { ...one, form: 'logistic' },
    multiclass: { ...fitted, form: 'multinomial', intercepts, coefficients },
  }
  const inputs = fitted.columns.map(name => ({ kind: 'numeric' as const, name }))
  return { task: taskOf(task), inputs, steps: [], learner: 'linear', model: models[task] }
}

describe('as scikit-learn’s partial_dependence', () => {
  const cases: Golden[] = JSON.parse(readFileSync(new URL('../../golden/explain/partial-dependence.json', import.meta.url), 'utf8'))

  it.each(cases)('$task', golden => {
    const { grid, outputs, mean, curves } = partialDependence(linearRecipe(golden), tableOf(golden.X), { column: 'x1', grid: golden.grid })
    expect(grid).toEqual(golden.grid)
    const first = golden.task === 'binary' ? 1 : 0
    expect(outputs).toBe(golden.mean.length + first)
    golden.mean.forEach((line, o) => {
      line.forEach((value, g) => {
        expect(mean[g * outputs + first + o]).toBeCloseTo(value, 10)
        golden.curves[o].forEach((curve, i) => {
          expect(curves[(i * grid.length + g) * outputs + first + o]).toBeCloseTo(curve[g], 10)
        })
      })
    })
  })
})

const part = randomPart(3, { task: 'multiclass', rows: 60, missing: 0.1 })
const fitted = fitRecipe({ steps: [], learner: { kind: 'boosting', params: { rounds: 10 } } }, part, { seed: 1 })

describe('partialDependence', () => {
  it('is the forecast of each row with the column set, and their mean', () => {
    const { grid, outputs, mean, curves } = partialDependence(fitted, part.table, { column: 'c1' })
    expect(grid).toEqual(LEVELS)
    for (const [g] of LEVELS.entries()) {
      const set = categoricalColumn('c1', new Array(60).fill(g), LEVELS, { ordered: true })
      const { data } = forecast(fitted, replaceColumns(part.table, [set]))
      for (let o = 0; o < outputs; o++) {
        const column = Array.from({ length: 60 }, (_, i) => data[i * outputs + o])
        expect(Array.from(column, (_, i) => curves[(i * grid.length + g) * outputs + o])).toEqual(column)
        expect(mean[g * outputs + o]).toBeCloseTo(column.reduce((a, b) => a + b) / 60, 12)
      }
      expect(mean.slice(g * outputs, (g + 1) * outputs).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    }
  })

  it('draws the curves of chosen rows over the grid of all', () => {
    const all = partialDependence(fitted, part.table, { column: 'x0' })
    const some = partialDependence(fitted, part.table, { column: 'x0', rows: [7, 2] })
    const width = all.grid.length * all.outputs
    expect(some.grid).toEqual(all.grid)
    expect(some.share).toEqual(all.share)
    expect(some.curves).toEqual(Float64Array.from([7, 2].flatMap(i => [...all.curves.subarray(i * width, (i + 1) * width)])))
    some.mean.forEach((mean, at) => {
      expect(mean).toBeCloseTo((some.curves[at] + some.curves[width + at]) / 2, 12)
    })
  })

  it('is flat for a column that the model does not use', () => {
    const unused = fitRecipe(
      { steps: [{ kind: 'select', params: { columns: ['x0'] } }], learner: { kind: 'boosting', params: { rounds: 5 } } },
      part,
      { seed: 1 },
    )
    const { curves, grid, outputs } = partialDependence(unused, part.table, { column: 'c0' })
    const plain = forecast(unused, part.table).data
    expect(grid).toHaveLength(5)
    expect([...curves]).toEqual(Array.from(curves, (_, at) => plain[Math.floor(at / (grid.length * outputs)) * outputs + (at % outputs)]))
  })

  it.each<[string, () => unknown, string]>([
    ['an unknown column', () => partialDependence(fitted, part.table, { column: 'y' }), 'unknown_column'],
    ['an empty grid', () => partialDependence(fitted, part.table, { column: 'x0', grid: [] }), 'bad_param'],
    ['a level that the fit did not list', () => partialDependence(fitted, part.table, { column: 'c0', grid: ['z'] }), 'bad_param'],
    ['levels of a number', () => partialDependence(fitted, part.table, { column: 'x0', grid: ['a'] }), 'bad_param'],
    ['an infinite point', () => partialDependence(fitted, part.table, { column: 'x0', grid: [1, Infinity] }), 'not_finite'],
    ['a row that there is not', () => partialDependence(fitted, part.table, { column: 'x0', rows: [60] }), 'bad_param'],
    ['no row', () => partialDependence(fitted, takeRows(part.table, []), { column: 'x0', grid: [1] }), 'too_few_rows'],
    ['no known value and no grid', () => partialDependence(fitted, withX0(NaN), { column: 'x0' }), 'too_few_rows'],
    ['an infinite value', () => partialDependence(fitted, withX0(-Infinity), { column: 'x0' }), 'not_finite'],
    [
      'a column of another kind',
      () => partialDependence(fitted, replaceColumns(part.table, [numericColumn('c0', new Array(60).fill(1))]), { column: 'c0' }),
      'wrong_column_kind',
    ],
  ])('refuses %s', (_, work, code) => {
    expect(work).toThrow(expect.objectContaining({ name: 'LearnError', code }))
  })
})

function withX0(value: number): Table {
  return replaceColumns(part.table, [numericColumn('x0', new Array(60).fill(value))])
}

describe('the grid', () => {
  const numeric = { kind: 'numeric', name: 'x' } as const
  const grid = (values: number[], given?: number[]) => gridOf(numericColumn('x', values), numeric, given)

  it('of few distinct numbers is these, with the share of rows at each', () => {
    const { points, share } = grid([3, 1, 1, NaN, 2, 1, 2, 3])
    expect(points).toEqual([1, 2, 3])
    expect([...share]).toEqual([3 / 8, 2 / 8, 2 / 8])
  })

  it('of many numbers is 20 quantiles, each near a twentieth of the rows', () => {
    const { points, share } = grid(Array.from({ length: 400 }, (_, i) => ((i * 7) % 400) / 4))
    expect(points).toHaveLength(20)
    expect(points[0]).toBeCloseTo(0.025 * 99.75, 10)
    expect(points[19]).toBeCloseTo(0.975 * 99.75, 10)
    for (const s of share) expect(Math.abs(s - 0.05)).toBeLessThanOrEqual(0.005)
  })

  it('counts a row at the closest point alone, the lower of two, and none far beyond the ends', () => {
    const values = [-3, -0.5, 0, 2.5, 4, 5, 6, 10, 12.5, 16]
    expect([...grid(values, [10, 0, 5]).share].map(s => s * 10)).toEqual([3, 3, 2].map(c => expect.closeTo(c, 10)))
    expect([...grid(values, [5]).share].map(s => s * 10)).toEqual([expect.closeTo(1, 10)])
  })

  it('has rising points without repeats, and shares of at most 1 in all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -30, max: 30 }), fc.double({ noNaN: true, min: -5, max: 5 })), { minLength: 1 }),
        values => {
          const { points, share } = grid(values)
          expect(points.length).toBeLessThanOrEqual(20)
          points.slice(1).forEach((p, g) => {
            expect(p).toBeGreaterThan(points[g])
          })
          expect(share.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-12)
          if (new Set(values).size <= 20) expect(share.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        },
      ),
      { seed: 1 },
    )
  })

  it('of 10,000 levels is the 20 most frequent, in their order; levels that the table lists otherwise are found by name', () => {
    const levels = Array.from({ length: 10_000 }, (_, c) => `l${c}`)
    const input = { kind: 'categorical', name: 'c', levels, ordered: false } as const
    const column = categoricalColumn('c', [1, 1, 0, 2, -1, 0, 1], ['l9000', 'l77', 'unheard of'])
    const { points, share } = gridOf(column, input)
    expect(points).toHaveLength(20)
    expect([...points].sort((a, b) => a - b)).toEqual(points)
    expect(share[points.indexOf(77)]).toBeCloseTo(3 / 7, 12)
    expect(share[points.indexOf(9000)]).toBeCloseTo(2 / 7, 12)
    expect(share.reduce((a, b) => a + b)).toBeCloseTo(5 / 7, 12)
    expect(gridOf(column, input, ['l5', 'l3', 'l5']).points).toEqual([3, 5])
  })

  it('forecasts a table of which the model lists the levels in another order', () => {
    const turned = categoricalColumn(
      'c0',
      (columnOf(part.table, 'c0') as { codes: Int32Array }).codes.map(c => (c < 0 ? c : 4 - c)),
      [...LEVELS].reverse(),
    )
    const other = table(part.table.columns.map(c => (c.name === 'c0' ? turned : c)))
    expect(partialDependence(fitted, other, { column: 'c0' })).toEqual(partialDependence(fitted, part.table, { column: 'c0' }))
    expect(partialDependence(fitted, other, { column: 'x0' })).toEqual(partialDependence(fitted, part.table, { column: 'x0' }))
  })
})
