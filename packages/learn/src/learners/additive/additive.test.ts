import { describe, expect, it } from 'vitest'
import { logit } from '../../math/index.ts'
import { createRandom } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample, type TrainingPart, withTable } from '../../sample.ts'
import { categoricalColumn, columnOf, numericColumn, selectColumns, type Table, table, takeRows } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { additive } from './additive.ts'
import type { AdditiveModel } from './model.ts'
import type { AdditiveParams } from './params.ts'
import { knownPart } from './test-rows.test-data.ts'

const kinds: readonly TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']
const ctx = { seed: 1 }

function fit(part: TrainingPart, params: Partial<AdditiveParams> = {}): AdditiveModel {
  return additive.fit(part, { rounds: 60, ...params }, ctx)
}

/** [n, outputs] */
function scoresOf(model: AdditiveModel, rows: Table): number[] {
  const { base, values, outputs, columns } = additive.contributions!(model, rows)
  const d = columns.length
  return Array.from({ length: rows.rows * outputs }, (_, at) =>
    values.subarray(at * d, (at + 1) * d).reduce((s, v) => s + v, base[at % outputs]),
  )
}

const weighted = (values: readonly number[], weight: readonly number[]) => values.reduce((sum, v, cell) => sum + v * weight[cell], 0)

function refusal(code: string) {
  return expect.objectContaining({ name: 'LearnError', code })
}

describe.each(kinds)('%s', kind => {
  const part = knownPart(kind, { weights: true })
  const model = fit(part, { pairs: 2 })

  it('finds what acts, and no more than the pairs asked for', () => {
    expect(model.pairs.length).toBeLessThanOrEqual(2)
    expect(model.pairs[0].columns).toEqual(['left', 'right'])
    expect(model.columns.map(c => c.name)).toEqual(part.table.columns.map(c => c.name))
  })

  it('centres every curve by weight, and every pair over each of its columns', () => {
    for (const { values, weight } of model.columns) for (const curve of values) expect(weighted(curve, weight)).toBeCloseTo(0, 9)
    for (const { values, weight, groups } of model.pairs) {
      const [a, b] = groups.map(of => of[of.length - 1] + 1)
      for (const grid of values) {
        expect(grid).toHaveLength(a * b)
        for (let i = 0; i < a; i++) expect(weighted(grid.slice(i * b, (i + 1) * b), weight.slice(i * b, (i + 1) * b))).toBeCloseTo(0, 9)
        const column = (of: readonly number[], j: number) => Array.from({ length: a }, (_, i) => of[i * b + j])
        for (let j = 0; j < b; j++) expect(weighted(column(grid, j), column(weight, j))).toBeCloseTo(0, 9)
      }
    }
  })

  it('adds up: a change in one column is worth the same whatever the others hold, but for its pairs', () => {
    const mains = fit(part)
    const moved = (names: readonly string[]) => {
      const from = takeRows(part.table, [3])
      const to = takeRows(part.table, [40])
      return scoresOf(mains, table(from.columns.map(c => (names.includes(c.name) ? columnOf(to, c.name) : c))))
    }
    const [none, first, second, both] = [[], ['up'], ['left', 'level'], ['up', 'left', 'level']].map(moved)
    none.forEach((_, o) => {
      expect(both[o] - second[o] - first[o] + none[o]).toBeCloseTo(0, 12)
    })
    expect(Math.abs(both[0] - none[0])).toBeGreaterThan(0.01)
  })

  it('shares out a score with pairs, half and half', () => {
    const { values, base, outputs, columns } = additive.contributions!(model, part.table)
    const d = columns.length
    const forecast = additive.predict(model, part.table)
    const sum = (i: number, o: number) => values.subarray((i * outputs + o) * d, (i * outputs + o + 1) * d).reduce((s, v) => s + v, base[o])
    for (let i = 0; i < part.table.rows; i++) {
      if (kind === 'regression') expect(sum(i, 0)).toBeCloseTo(forecast.data[i], 9)
      else if (kind === 'binary') expect(sum(i, 0)).toBeCloseTo(Math.log(forecast.data[2 * i + 1] / forecast.data[2 * i]), 9)
      else if (kind === 'multiclass')
        expect(sum(i, 2) - sum(i, 0)).toBeCloseTo(Math.log(forecast.data[3 * i + 2] / forecast.data[3 * i]), 9)
      else expect(model.thresholds[0] - sum(i, 0)).toBeCloseTo(Math.log(forecast.data[3 * i] / (1 - forecast.data[3 * i])), 9)
    }
    const one = { ...model, pairs: model.pairs.slice(0, 1) }
    const mains = additive.contributions!({ ...model, pairs: [] }, part.table).values
    const own = additive.contributions!(one, part.table).values
    const shares = columns.map((_, j) => own[j] - mains[j])
    const [left, right] = ['left', 'right'].map(name => columns.indexOf(name))
    expect(Math.abs(shares[left])).toBeGreaterThan(1e-3)
    expect(shares[left]).toBeCloseTo(shares[right], 12)
    expect(shares.filter(share => share !== 0)).toHaveLength(2)
  })

  it('is uncertain by the standard deviation of its bags, as if each were a model', () => {
    const rows = takeRows(part.table, [0, 4, 9, 31])
    const { values, outputs } = additive.uncertainty!(model, rows)
    const bags = model.bagIntercepts.map((intercept, b) =>
      scoresOf(
        {
          ...model,
          intercept,
          columns: model.columns.map(c => ({ ...c, values: c.bags[b] })),
          pairs: model.pairs.map(p => ({ ...p, values: p.bags[b] })),
        },
        rows,
      ),
    )
    for (let at = 0; at < 4 * outputs; at++) {
      const scores = bags.map(bag => bag[at])
      const mean = scores.reduce((s, v) => s + v, 0) / scores.length
      const variance = scores.reduce((s, v) => s + (v - mean) ** 2, 0) / (scores.length - 1)
      expect(values[at]).toBeCloseTo(model.spread * Math.sqrt(variance), 9)
      expect(mean).toBeCloseTo(scoresOf(model, rows)[at], 3) // bags are kept to 5 digits
      expect(values[at]).toBeGreaterThan(0)
    }
  })

  it('does not care where columns stand', () => {
    const names = part.table.columns.map(c => c.name).reverse()
    const turned = withTable(part, selectColumns(part.table, names))
    const other = fit(turned, { pairs: 2 })
    expect(additive.predict(other, turned.table).data).toEqual(additive.predict(model, part.table).data)
    expect([...other.columns].reverse()).toEqual(model.columns)
  })

  it('gives a constant column a flat curve, and a missing value that training never saw 0', () => {
    const flat = model.columns.find(c => c.name === 'flat')!
    for (const curve of flat.values) expect(curve).toEqual([0, 0])
    const wave = model.columns.find(c => c.name === 'wave')!
    for (const curve of wave.values) expect(curve.at(-1)).toBe(0)
  })

  it('holds plain finite numbers only', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })

  it('learns nothing from a target that nothing tells', () => {
    const alone = withTable(part, selectColumns(part.table, ['flat']))
    const { columns } = fit(alone, { pairs: 1 })
    expect(columns[0].values.flat().every(v => v === 0)).toBe(true)
  })
})

describe('pairs', () => {
  const random = createRandom(8)
  const times = (make: (i: number) => number) => Array.from({ length: 400 }, (_, i) => make(i))
  const [a, b, x, other] = [times(random.next), times(random.next), times(random.next), times(random.next)]
  const planted = a.map((v, i) => (v > 0.5 === b[i] > 0.5 ? 1 : -1))
  const chosen = (y: number[], z: number[], task: TrainingPart['task']) => {
    const columns = [numericColumn('a', a), numericColumn('b', b), numericColumn('x', x), numericColumn('z', z)]
    const part = wholeOf(sample({ table: table(columns), y: Float64Array.from(y), task }))
    return fit(part, { rounds: 300, pairs: 1 }).pairs.map(p => p.columns)
  }

  it('are looked for in what the curves leave: two columns that tell the same curve are none', () => {
    const y = x.map((v, i) => 40 * (v - 0.5) ** 2 + 0.3 * planted[i] + random.next())
    const same = x.map(v => v + 0.2 * random.next())
    expect(chosen(y, same, { kind: 'regression' })).toEqual([['a', 'b']])
  })

  it('are looked for at the thresholds learned: two columns that only add up are none', () => {
    const latent = x.map((v, i) => 8 * v + 8 * other[i] + 0.6 * planted[i] + logit(0.01 + 0.98 * random.next()))
    const y = latent.map(f => (f < 2 ? 0 : f < 4 ? 1 : f < 14 ? 2 : 3))
    expect(chosen(y, other, { kind: 'ordinal', classes: ['a', 'b', 'c', 'd'] })).toEqual([['a', 'b']])
  })
})

describe('ordinal', () => {
  it('starts every bag at the thresholds of all rows', () => {
    const part = knownPart('ordinal', { rows: 100 })
    const shares = [0, 1].map(c => part.y.filter(v => v <= c).length / 100)
    fit(part, { rounds: 0 }).thresholds.forEach((t, c) => {
      expect(t).toBeCloseTo(logit(shares[c]), 12)
    })
  })
})

describe('monotone', () => {
  const monotone = { up: 1, wave: -1, grade: 1, left: 1 } as const

  it.each(['binary', 'ordinal', 'regression'] as const)('holds between every two bins: %s', kind => {
    for (const seed of [1, 2, 3]) {
      const model = fit(knownPart(kind, { seed }), { monotone, pairs: 3, maxLeaves: 4 })
      for (const { name, values, edges } of model.columns) {
        const direction = { ...monotone, level: 0, right: 0, flat: 0 }[name]!
        for (let bin = 1; bin < edges.length; bin++) expect(direction * (values[0][bin] - values[0][bin - 1])).toBeGreaterThanOrEqual(0)
      }
      expect(model.pairs.flatMap(p => p.columns).filter(name => name in monotone)).toEqual([])
      expect(Math.max(...model.columns[0].values[0])).toBeGreaterThan(0.1)
    }
  })

  it('turns against the data when asked, and then stays flat', () => {
    const { columns } = fit(knownPart('regression', { missing: 0 }), { monotone: { up: -1 } })
    expect(columns[0].values[0].every(v => v === 0)).toBe(true)
  })

  it('is refused where it has no meaning', () => {
    const part = knownPart('binary')
    expect(() => fit(part, { monotone: { level: 1 } })).toThrow(refusal('bad_param'))
    expect(() => fit(part, { monotone: { up: 2 as 1 } })).toThrow(refusal('bad_param'))
    expect(() => fit(part, { monotone: { nothing: 1 } })).toThrow(refusal('unknown_column'))
    expect(() => fit(knownPart('multiclass'), { monotone: { up: 1 } })).toThrow(refusal('bad_param'))
  })
})

describe('uncertainty', () => {
  it('is of the size of what other rows would change', () => {
    const rows = knownPart('regression', { rows: 40, seed: 99 }).table
    const models = Array.from({ length: 24 }, (_, s) => additive.fit(knownPart('regression', { seed: 200 + s }), {}, ctx))
    const scores = models.map(model => scoresOf(model, rows))
    const said = models.map(model => additive.uncertainty!(model, rows).values)
    let [sampled, claimed] = [0, 0]
    for (let i = 0; i < rows.rows; i++) {
      const mean = scores.reduce((s, of) => s + of[i], 0) / models.length
      sampled += scores.reduce((s, of) => s + (of[i] - mean) ** 2, 0) / (models.length - 1)
      claimed += said.reduce((s, of) => s + of[i] ** 2, 0) / models.length
    }
    const ratio = Math.sqrt(claimed / sampled)
    expect(ratio).toBeGreaterThan(0.75)
    expect(ratio).toBeLessThan(1.5)
  })
})

describe('bad input', () => {
  const over = (columns: Table, y: ArrayLike<number>, task: TrainingPart['task'] = { kind: 'binary', classes: ['no', 'yes'] }) =>
    wholeOf(sample({ table: columns, y: Float64Array.from(y), task }))
  const ramp = Array.from({ length: 30 }, (_, i) => i)
  const y = ramp.map(i => (i % 10 > 4 ? 1 : 0))

  it('copes with one class, one row, no columns, all missing, doubled columns, more columns than rows', () => {
    const x = table([numericColumn('x', ramp)])
    const parts = [
      over(
        x,
        ramp.map(() => 1),
      ),
      over(table([numericColumn('x', [1])]), [1]),
      over(table([], 30), y),
      over(
        table([
          numericColumn(
            'x',
            ramp.map(() => NaN),
          ),
          categoricalColumn(
            'c',
            ramp.map(() => -1),
            [],
          ),
        ]),
        y,
      ),
      over(table([numericColumn('x', ramp), numericColumn('same', ramp)]), y),
      over(
        table(
          Array.from({ length: 50 }, (_, j) =>
            numericColumn(
              `x${j}`,
              ramp.map(i => (i * (j + 7)) % 31),
            ),
          ),
        ),
        y,
      ),
      over(
        x,
        ramp.map(i => i * 1e150),
        { kind: 'regression' },
      ),
      over(
        x,
        ramp.map(() => 1),
        { kind: 'ordinal', classes: ['a', 'b', 'c', 'd'] },
      ),
    ]
    for (const part of parts) {
      const model = fit(part, { pairs: 2, minRows: 1, l2: 0 })
      expect(additive.predict(model, part.table).data.every(Number.isFinite)).toBe(true)
      expect(JSON.parse(JSON.stringify(model))).toEqual(model)
    }
  })

  it('keeps the model of 10,000 levels small', () => {
    const rows = 10_000
    const codes = Array.from({ length: rows }, (_, i) => i)
    const part = over(
      table([categoricalColumn('c', codes, codes.map(String))]),
      codes.map(i => i % 2),
    )
    const { columns } = fit(part, { rounds: 3 })
    expect(columns[0].edges).toHaveLength(64)
  })

  it('refuses no rows, infinite values, wrong params', () => {
    expect(() => fit(over(table([], 0), []))).toThrow(refusal('too_few_rows'))
    expect(() => fit(over(table([numericColumn('x', [1, Infinity])]), [0, 1]))).toThrow(refusal('not_finite'))
    const wrong: Partial<AdditiveParams>[] = [
      { rounds: -1 },
      { learningRate: 0 },
      { maxLeaves: 0 },
      { minRows: 0 },
      { l2: -1 },
      { categorySmoothing: -1 },
      { maxBins: 1 },
      { maxBins: 256 },
      { bags: 1 },
      { bagShare: 1 },
      { patience: 0 },
      { greed: 1.1 },
      { pairs: 0.5 },
    ]
    for (const params of wrong) expect(() => fit(knownPart('binary'), params)).toThrow(refusal('bad_param'))
  })

  it('stops in the middle when asked', () => {
    for (const what of ['curves', 'search for pairs', 'pairs']) {
      const signal = { aborted: false }
      const progress = (p: { what: string; done: number }) => {
        if (p.what === what && p.done === 2) signal.aborted = true
      }
      expect(() => additive.fit(knownPart('binary'), { pairs: 2 }, { seed: 1, signal, progress })).toThrow(refusal('aborted'))
    }
  })
})
