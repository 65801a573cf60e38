import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowLosses } from '../../metrics/row-losses.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample, type TrainingPart, withTable } from '../../sample.ts'
import { type Column, categoricalColumn, numericColumn, selectColumns, type Table, table, takeRows } from '../../table.ts'
import { LEVELS, randomPart } from '../../trees/random-part.test-data.ts'
import { boosting } from './boosting.ts'
import { objectiveOf } from './objectives/index.ts'
import { type BoostingParams, boostingDefaults } from './params.ts'
import { boostingScores } from './predict.ts'
import { readyRows } from './ready-rows.ts'
import { startRun } from './run.ts'

const seed = 1
const exact: Partial<BoostingParams> = { rounds: 8, minRows: 1, minCategoryRows: 1, maxLeaves: 5 }
const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const

const fit = (part: TrainingPart, params: Partial<BoostingParams> = {}) => boosting.fit(part, params, { seed })
const forecastOf = (part: TrainingPart, params: Partial<BoostingParams> = {}, on: Table = part.table) =>
  boosting.predict(fit(part, params), on)

function mapColumns(part: TrainingPart, change: (column: Column) => Column): TrainingPart {
  return withTable(part, table(part.table.columns.map(change)))
}

describe.each(kinds)('boosting, %s', task => {
  it('forecasts its training rows from their values to the very bits that training summed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(4, 255), fc.constantFrom(0.6, 1), (from, maxBins, share) => {
        const part = randomPart(from, { task, rows: 70, missing: 0.1 })
        const params = { ...boostingDefaults, rounds: 6, maxBins, rowShare: share, columnShare: share }
        const run = startRun(readyRows(part, params), objectiveOf(task, params), params, seed, () => {})
        for (let round = 0; round < 6; round++) run.round()
        const model = fit(part, params)
        expect(boostingScores(JSON.parse(JSON.stringify(model)), part.table)).toEqual(run.scores)
      }),
      { seed: 1, numRuns: 12 },
    )
  })

  it('never raises its training loss', () => {
    const part = randomPart(2, { task, rows: 90, missing: 0.1, weights: true })
    const losses = Array.from({ length: 12 }, (_, rounds) =>
      rowLosses(part.y, forecastOf(part, { rounds, learningRate: 0.2 }), part.task).reduce(
        (sum, loss, i) => sum + part.weights![i] * loss,
        0,
      ),
    )
    losses.slice(1).forEach((loss, round) => {
      expect(loss).toBeLessThan(losses[round])
    })
  })

  it('takes a row twice for a row of weight 2', () => {
    fc.assert(
      fc.property(fc.nat(), from => {
        const part = randomPart(from, { task, rows: 40, distinct: 7, missing: 0.1, weights: true })
        const { y, weights } = part
        const twice = [...y.keys(), ...y.keys()]
        const doubled = wholeOf(
          sample({
            table: takeRows(part.table, twice),
            y: Float64Array.from(twice, i => y[i]),
            weights: Float64Array.from(twice, i => weights![i]),
            task: part.task,
          }),
        )
        const heavy = { ...part, weights: weights!.map(w => 2 * w) }
        const wanted = forecastOf(heavy, exact)
        forecastOf(doubled, exact, part.table).data.forEach((v, at) => {
          expect(v).toBeCloseTo(wanted.data[at], 8)
        })
      }),
      { seed: 1, numRuns: 8 },
    )
  })

  it('asks only for the order of numbers', () => {
    const part = randomPart(3, { task, rows: 60, missing: 0.1 })
    const cubed = mapColumns(part, c => (c.kind === 'numeric' ? { ...c, values: c.values.map(v => 1000 * v * v * v - 7) } : c))
    expect(forecastOf(cubed, exact)).toEqual(forecastOf(part, exact))
  })

  it('passes over a column that says nothing', () => {
    const part = randomPart(4, { task, rows: 60 })
    const constant = numericColumn('constant', new Float64Array(60).fill(3))
    const silent = categoricalColumn('silent', new Int32Array(60).fill(-1), ['never'])
    const wider = withTable(part, table([...part.table.columns, constant, silent]))
    expect(fit(wider).trees).toEqual(fit(part).trees)
  })

  it('gives probabilities that sum to 1, also where a class is absent, for any row', () => {
    const { task: full, ...part } = randomPart(5, { task, rows: 60 })
    if (full.kind === 'regression') return
    const y = part.y.map(c => (c === 1 ? 0 : c))
    const { data, cols } = forecastOf({ ...part, task: full, y } as TrainingPart, { learningRate: 1 })
    for (let i = 0; i < data.length; i += cols) {
      expect(data.subarray(i, i + cols).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
      expect(Math.min(...data.subarray(i, i + cols))).toBeGreaterThan(0)
    }
  })

  it('is the same model for the same seed, and another for another when it draws', () => {
    const part = randomPart(6, { task, rows: 60 })
    const drawn = { rounds: 5, rowShare: 0.7, columnShare: 0.5 }
    const json = (from: number) => JSON.stringify(boosting.fit(part, drawn, { seed: from }))
    expect(json(1)).toBe(json(1))
    expect(json(1)).not.toBe(json(2))
  })
})

describe('boosting', () => {
  const part = randomPart(7, { task: 'regression', rows: 80, missing: 0.2 })

  it('sends levels it never saw where missing goes', () => {
    const model = fit(part, { minCategoryRows: 1 })
    const codes = (code: number, levels = LEVELS) =>
      mapColumns(part, c => (c.kind === 'categorical' ? categoricalColumn(c.name, new Int32Array(80).fill(code), levels, c) : c)).table
    const missing = boosting.predict(model, codes(-1))
    expect(boosting.predict(model, codes(LEVELS.length, [...LEVELS, '(unseen)']))).toEqual(missing)
    expect(boosting.predict(model, codes(0))).not.toEqual(missing)
  })

  it('sends a level that the fit lists but no row has where missing goes', () => {
    const without = mapColumns(part, c =>
      c.name === 'c0' && c.kind === 'categorical' ? { ...c, codes: c.codes.map(v => (v === 2 ? 3 : v)) } : c,
    )
    const model = fit(without, { minCategoryRows: 1 })
    const only = (code: number) =>
      mapColumns(part, c => (c.name === 'c0' ? categoricalColumn('c0', new Int32Array(80).fill(code), LEVELS) : c)).table
    expect(boosting.predict(model, only(2))).toEqual(boosting.predict(model, only(-1)))
  })

  it('learns where missing goes', () => {
    const x = numericColumn('x', [NaN, NaN, NaN, 1, 2, 3, 4, 5, 6])
    const y = Float64Array.of(5, 5, 5, 0, 0, 0, 5, 5, 5)
    const rows = wholeOf(sample({ table: table([x]), y, task: { kind: 'regression' } }))
    const { data } = forecastOf(rows, { rounds: 1, learningRate: 1, maxLeaves: 2, l2: 0, minRows: 1 })
    expect([...data]).toEqual([5, 5, 5, 0, 0, 0, 5, 5, 5])
  })

  it('without rounds says what the shares say', () => {
    const y = Float64Array.of(0, 1, 1, 2, 2, 2)
    const x = table([numericColumn('x', y)])
    const classes = ['a', 'b', 'c']
    for (const kind of ['multiclass', 'ordinal'] as const) {
      const { data } = forecastOf(wholeOf(sample({ table: x, y, task: { kind, classes } })), { rounds: 0 })
      for (const [c, share] of [1 / 6, 2 / 6, 3 / 6].entries()) expect(data[c]).toBeCloseTo(share, 12)
    }
  })

  it('forecasts the mean from a table without columns', () => {
    const none = withTable(part, selectColumns(part.table, []))
    const mean = part.y.reduce((a, b) => a + b, 0) / 80
    for (const v of forecastOf(none, { columnShare: 0.5 }).data) expect(v).toBeCloseTo(mean, 10)
  })

  it('reports each round, and stops when asked', () => {
    const done: number[] = []
    const signal = { aborted: false }
    const progress = (p: { done: number; total: number }) => {
      done.push(p.done)
      signal.aborted = p.done === 3
    }
    expect(() => boosting.fit(part, {}, { seed, signal, progress })).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(done).toEqual([1, 2, 3])
  })

  it.each([Infinity, -Infinity])('refuses %f, in fit and forecast', value => {
    const columns = (c: Column): Column => (c.name === 'x1' && c.kind === 'numeric' ? { ...c, values: c.values.with(5, value) } : c)
    const endless = mapColumns(part, columns)
    const refusal = expect.objectContaining({ code: 'not_finite', message: expect.stringContaining(`x1 holds ${value} in row 5`) })
    expect(() => fit(endless)).toThrow(refusal)
    expect(() => boosting.predict(fit(part), endless.table)).toThrow(refusal)
  })

  it.each([
    { name: 'a missing column', change: (t: Table) => selectColumns(t, ['x0', 'c0', 'x1']), code: 'shape_mismatch' },
    { name: 'another order', change: (t: Table) => selectColumns(t, ['c0', 'x0', 'x1', 'c1']), code: 'shape_mismatch' },
    {
      name: 'another kind',
      change: (t: Table) => table(t.columns.map(c => numericColumn(c.name, new Float64Array(80)))),
      code: 'wrong_column_kind',
    },
    {
      name: 'other levels',
      change: (t: Table) => table(t.columns.map(c => (c.kind === 'categorical' ? { ...c, levels: [...LEVELS].reverse() } : c))),
      code: 'wrong_column_kind',
    },
  ])('refuses to forecast for $name', ({ change, code }) => {
    expect(() => boosting.predict(fit(part, { rounds: 1 }), change(part.table))).toThrow(expect.objectContaining({ code }))
  })

  it.each([
    { rounds: -1 },
    { rounds: 1.5 },
    { learningRate: 0 },
    { learningRate: 1.1 },
    { maxLeaves: 0 },
    { maxDepth: -1 },
    { minRows: 0 },
    { minHessian: -1 },
    { l1: NaN },
    { l2: -1 },
    { maxBins: 1 },
    { maxBins: 256 },
    { rowShare: 0 },
    { columnShare: 2 },
    { categorySmoothing: -1 },
    { minCategoryRows: 0 },
    { minGain: -1 },
    { objective: 'mean' as 'squared' },
    { quantile: 0, objective: 'quantile' as const },
    { quantile: 1, objective: 'quantile' as const },
    { quantile: 0.9 },
    { growth: 'breadth' as 'depth' },
    { stopping: 'early' as 'holdout' },
    { patience: 0 },
    { bags: 1 },
    { bags: 101 },
    { holdoutShare: 0 },
    { holdoutShare: 1 },
    { seeds: 0 },
    { seeds: 1e9 },
  ])('refuses %o', params => {
    expect(() => fit(part, params)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringContaining(Object.keys(params)[0]) }),
    )
  })

  it.each(['binary', 'multiclass', 'ordinal'] as const)('refuses the objective of a regression for %s', kind => {
    const classes = randomPart(7, { task: kind, rows: 80 })
    for (const objective of ['absolute', 'quantile'] as const) {
      expect(() => fit(classes, { objective })).toThrow(expect.objectContaining({ code: 'bad_param' }))
    }
    expect(fit(classes, { ...boostingDefaults, rounds: 3 }).rounds).toBe(3)
  })

  it('stops in mid-tree', () => {
    let looks = 0
    const signal = {
      get aborted() {
        looks++
        return looks > 20
      },
    }
    const long = { rounds: 1, maxLeaves: 80, minRows: 1, minHessian: 0 }
    expect(() => boosting.fit(part, long, { seed, signal })).toThrow(expect.objectContaining({ code: 'aborted' }))
  })

  it('makes no split that gains less than asked', () => {
    const splits = (minGain: number) => fit(part, { rounds: 1, minGain }).trees[0].column.filter(column => column >= 0).length
    expect(splits(0)).toBe(7)
    expect(splits(1)).toBeGreaterThan(0)
    expect(splits(1)).toBeLessThan(7)
    expect(splits(1e6)).toBe(0)
  })

  it('refuses no rows', () => {
    const empty = wholeOf(sample({ table: takeRows(part.table, []), y: new Float64Array(0), task: part.task }))
    expect(() => fit(empty)).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})
