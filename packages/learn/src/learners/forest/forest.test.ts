import { describe, expect, it } from 'vitest'
import { createRandom, permutation } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample, type TrainingPart, withTable } from '../../sample.ts'
import { type Column, categoricalColumn, numericColumn, selectColumns, type Table, table, takeRows } from '../../table.ts'
import { LEVELS, randomPart } from '../../trees/random-part.test-data.ts'
import { forest } from './forest.ts'
import type { ForestParams } from './params.ts'

const seed = 1
const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const
const fit = (part: TrainingPart, params: Partial<ForestParams> = {}) => forest.fit(part, { trees: 20, ...params }, { seed })
const forecastOf = (part: TrainingPart, params: Partial<ForestParams> = {}, on: Table = part.table) => forest.predict(fit(part, params), on)
const mapColumns = (part: TrainingPart, change: (column: Column) => Column) => withTable(part, table(part.table.columns.map(change)))

/** Every third row weighs twice as much; and the same rows with every third given again. */
function heavyAndRepeated(part: TrainingPart) {
  const all = [...part.y.keys()]
  const rows = [...all, ...all.filter(i => i % 3 === 0)]
  const y = Float64Array.from(rows, i => part.y[i])
  return {
    heavy: wholeOf(sample({ table: part.table, y: part.y, task: part.task, weights: Float64Array.from(all, i => (i % 3 === 0 ? 2 : 1)) })),
    repeated: wholeOf(sample({ table: takeRows(part.table, rows), y, task: part.task })),
  }
}

function expectSame(a: ArrayLike<number>, b: ArrayLike<number>, within = 1e-9): void {
  expect(a.length).toBe(b.length)
  expect(Array.from(a).filter((v, at) => !(Math.abs(v - b[at]) <= within))).toEqual([])
}

describe.each(kinds)('forest, %s', task => {
  // what counts rows, not weight; smoothing counts rows of mean weight
  const exact = { minRows: 1, minCategoryRows: 1, smoothing: 0, categorySmoothing: 0 }
  const unseen = randomPart(3, { task, rows: 12, missing: 0.1 }).table

  it('grows extra trees, and trees without chance, on a row of weight 2 as on two rows', () => {
    const { heavy, repeated } = heavyAndRepeated(randomPart(1, { task, rows: 60, missing: 0.1 }))
    // on the training rows: which of two splits that part them alike is taken, rounding decides
    const on = heavy.table
    for (const more of [{ splits: 'random' }, { splits: 'best', bootstrap: false, columnShare: 1, trees: 1 }] as const) {
      expectSame(forecastOf(heavy, { ...exact, ...more }, on).data, forecastOf(repeated, { ...exact, ...more }, on).data)
    }
  })

  it('forecasts the same, in the mean over 30 seeds, from a row of weight 2 as from two rows, where it draws bags', () => {
    const { heavy, repeated } = heavyAndRepeated(randomPart(2, { task, rows: 90, missing: 0.1 }))
    const [a, b] = [heavy, repeated].map(part =>
      Array.from({ length: 30 }, (_, s) => forest.predict(forest.fit(part, { ...exact, trees: 5 }, { seed: s }), unseen).data),
    )
    a[0].forEach((_, at) => {
      const [x, y] = [a, b].map(all => moments(all.map(one => one[at])))
      expect(Math.abs(x.mean - y.mean)).toBeLessThanOrEqual(4 * Math.sqrt((x.variance + y.variance) / 30))
    })
  })

  it('does not ask for the unit of weights', () => {
    const part = randomPart(4, { task, rows: 60, weights: true })
    const tiny = { ...part, weights: part.weights!.map(w => w / 2 ** 40) }
    expect(JSON.stringify(fit(tiny))).toBe(JSON.stringify(fit(part)))
  })

  it.each(['best', 'random'] as const)('does not ask for the order of columns: %s splits', splits => {
    const part = randomPart(5, { task, rows: 60, missing: 0.1 })
    const turned = withTable(part, selectColumns(part.table, ['x1', 'c1', 'x0', 'c0']))
    expect(forecastOf(turned, { splits })).toEqual(forecastOf(part, { splits }))
  })

  it.each(['best', 'random'] as const)('is the same model for the same seed, and another for another: %s splits', splits => {
    const part = randomPart(6, { task, rows: 60, missing: 0.1 })
    const json = (from: number) => JSON.stringify(forest.fit(part, { splits, trees: 5 }, { seed: from }).trees)
    expect(json(1)).toBe(json(1))
    expect(json(1)).not.toBe(json(2))
  })

  it('gives the first trees of a larger forest', () => {
    const part = randomPart(7, { task, rows: 60 })
    expect(fit(part, { trees: 3 }).trees).toEqual(fit(part, { trees: 5 }).trees.slice(0, 3))
  })

  it.each(['best', 'random'] as const)('gives no class a probability of 0, also one without rows: %s splits', splits => {
    const { task: full, ...part } = randomPart(8, { task, rows: 60, missing: 0.1 })
    if (full.kind === 'regression') return
    const y = part.y.map(c => (c === 1 ? 0 : c))
    const { data, cols } = forecastOf({ ...part, task: full, y } as TrainingPart, { splits, minRows: 1 })
    expect(Math.min(...data)).toBeGreaterThan(0)
    for (let i = 1; i < data.length; i += cols) expect(data[i]).toBeLessThan(0.01)
  })

  it('survives rows that say little', () => {
    const part = randomPart(9, { task, rows: 24 })
    const random = createRandom(1)
    const wide = Array.from({ length: 60 }, (_, j) =>
      numericColumn(
        `w${j}`,
        part.y.map(() => random.next()),
      ),
    )
    const names = Array.from({ length: 10_000 }, (_, c) => `level ${c}`)
    const many = categoricalColumn('many', permutation(10_000, random).slice(0, 24), names)
    const twin = part.table.columns.map(c => ({ ...c, name: `${c.name} again` }))
    const huge = numericColumn(
      'huge',
      part.y.map((_, i) => (i % 2 ? Number.MAX_VALUE : -Number.MAX_VALUE)),
    )
    const tables: Record<string, Table> = {
      'no columns': table([], 24),
      constant: table([numericColumn('x', new Float64Array(24).fill(3))]),
      'all missing': table([
        numericColumn('x', new Float64Array(24).fill(NaN)),
        categoricalColumn('c', new Int32Array(24).fill(-1), ['a']),
      ]),
      'more columns than rows': table(wide),
      '10,000 levels': table([many]),
      'columns twice': table([...part.table.columns, ...twin]),
      'the largest numbers': table([huge]),
    }
    for (const splits of ['best', 'random'] as const) {
      for (const columns of Object.values(tables)) {
        const { data } = forecastOf(withTable(part, columns), { splits, minRows: 1 })
        expect(data.every(Number.isFinite)).toBe(true)
      }
      const uneven = { ...part, weights: part.y.map((_, i) => (i % 4 ? Number.MIN_VALUE : Number.MAX_VALUE)) }
      const model = fit(uneven, { splits, smoothing: 0, minRows: 1 })
      expect(forest.predict(model, part.table).data.every(Number.isFinite)).toBe(true)
      expect(forest.contributions!(model, part.table).values.every(Number.isFinite)).toBe(true)
      const one = wholeOf(sample({ table: takeRows(part.table, [3]), y: part.y.slice(3, 4), task: part.task }))
      const mine = forecastOf(one, { splits }).data
      expect(mine.indexOf(Math.max(...mine))).toBe(task === 'regression' ? 0 : part.y[3])
    }
  })
})

describe('forest', () => {
  const part = randomPart(10, { task: 'regression', rows: 80, missing: 0.2 })

  it('takes two classes for the same task, binary, unordered or ordered', () => {
    const rows = randomPart(11, { task: 'binary', rows: 120, missing: 0.1, weights: true })
    const as = (kind: 'binary' | 'multiclass' | 'ordinal') => ({ ...rows, task: { ...rows.task, kind } }) as TrainingPart
    for (const splits of ['best', 'random'] as const) {
      const binary = forecastOf(as('binary'), { splits })
      expectSame(forecastOf(as('multiclass'), { splits }).data, binary.data)
      expectSame(forecastOf(as('ordinal'), { splits }).data, binary.data)
    }
  })

  it.each(['best', 'random'] as const)('sends levels it never saw where missing goes: %s splits', splits => {
    const model = fit(part, { splits, minCategoryRows: 1 })
    const codes = (code: number, levels = LEVELS) =>
      mapColumns(part, c => (c.kind === 'categorical' ? categoricalColumn(c.name, new Int32Array(80).fill(code), levels, c) : c)).table
    const missing = forest.predict(model, codes(-1))
    expect(forest.predict(model, codes(LEVELS.length, [...LEVELS, '(unseen)']))).toEqual(missing)
    expect(forest.predict(model, codes(0))).not.toEqual(missing)
  })

  it('keeps the digits of a target far from 0', () => {
    const far = { ...part, y: part.y.map(v => v + 2 ** 30) }
    const near = forecastOf(part).data
    forecastOf(far).data.forEach((v, i) => {
      expect(Math.abs(v - 2 ** 30 - near[i])).toBeLessThan(1e-5)
    })
  })

  it('draws bags with best splits, none with random ones, or as told', () => {
    const bagged = (params: Partial<ForestParams>) => fit(part, { trees: 1, ...params }).bootstrap
    expect(bagged({})).toEqual({ seed, rows: 80 })
    expect(bagged({ splits: 'random' })).toBeUndefined()
    expect(bagged({ bootstrap: false })).toBeUndefined()
    expect(bagged({ splits: 'random', bootstrap: true })).toEqual({ seed, rows: 80 })
  })

  it('reports each tree, and stops when asked', () => {
    const done: number[] = []
    const signal = { aborted: false }
    const progress = (p: { done: number; total: number }) => {
      done.push(p.done)
      signal.aborted = p.done === 3
    }
    expect(() => forest.fit(part, {}, { seed, signal, progress })).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(done).toEqual([1, 2, 3])
  })

  it.each([Infinity, -Infinity])('refuses %f, in fit and forecast', value => {
    const endless = mapColumns(part, c => (c.name === 'x1' && c.kind === 'numeric' ? { ...c, values: c.values.with(5, value) } : c))
    const refusal = expect.objectContaining({ code: 'not_finite', message: expect.stringContaining(`x1 holds ${value} in row 5`) })
    expect(() => fit(endless)).toThrow(refusal)
    expect(() => forest.predict(fit(part), endless.table)).toThrow(refusal)
  })

  it.each([
    { trees: 0 },
    { trees: 1.5 },
    { splits: 'good' as 'best' },
    { minRows: 0 },
    { maxDepth: -1 },
    { maxLeaves: -1 },
    { columnShare: -0.1 },
    { columnShare: 2 },
    { bootstrap: 'yes' as 'auto' },
    { smoothing: NaN },
    { smoothing: -1 },
    { maxBins: 1 },
    { maxBins: 256 },
    { categorySmoothing: -1 },
    { minCategoryRows: 0 },
  ])('refuses %o', params => {
    expect(() => fit(part, params)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringContaining(Object.keys(params)[0]) }),
    )
  })

  it('refuses no rows', () => {
    const empty = wholeOf(sample({ table: takeRows(part.table, []), y: new Float64Array(0), task: part.task }))
    expect(() => fit(empty)).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})

function moments(values: readonly number[]) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1) }
}
