import { expect } from 'vitest'
import type { Contributions, FitContext, Learner } from '../src/learner.ts'
import { sigmoid, softmaxInPlace } from '../src/math/index.ts'
import type { Matrix } from '../src/matrix.ts'
import { wholeOf } from '../src/resample/split.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import { numericColumn, selectColumns, type Table, table, takeRows } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { tableOf, taskOf, toyPart } from './learner-data.ts'

const ctx: FitContext = { seed: 3 }

/**
 * How far a forecast may differ between a row given twice and a row of weight 2. A learner that is not listed counts rows
 * in some of its choices (bin edges, least rows of a leaf) and promises only that weights are heard.
 */
const weightIsRepetition: Readonly<Record<string, number>> = { baseline: 1e-12, linear: 1e-9 }

/** What every learner promises for every task kind that it claims. A new one joins by standing in learners/index.ts. */
export const learnerChecks: Record<string, (learner: Learner, kind: TaskKind) => void> = {
  'leaves its input alone'(learner, kind) {
    const part = partFor(learner, kind)
    learner.predict(fit(learner, part), part.table)
    expect(part).toEqual(partFor(learner, kind))
  },

  'gives the same model for the same data and seed'(learner, kind) {
    expect(JSON.stringify(fit(learner, partFor(learner, kind)))).toBe(JSON.stringify(fit(learner, partFor(learner, kind))))
  },

  'names its kind, and survives JSON without a change in any forecast'(learner, kind) {
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    expect(model.kind).toBe(learner.kind)
    expect(learner.predict(JSON.parse(JSON.stringify(model)), part.table)).toEqual(learner.predict(model, part.table))
  },

  'forecasts finite values, or probabilities that sum to 1'(learner, kind) {
    const part = partFor(learner, kind)
    expectForecast(learner.predict(fit(learner, part), part.table), part)
  },

  'forecasts one row alone as among others, in any order'(learner, kind) {
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    const all = learner.predict(model, part.table)
    for (const i of [0, 7, part.y.length - 1]) {
      expect(learner.predict(model, takeRows(part.table, [i])).data).toEqual(rowOf(all, i))
    }
    const reversed = part.y.map((_, i) => part.y.length - 1 - i)
    expect(rowOf(learner.predict(model, takeRows(part.table, reversed)), 0)).toEqual(rowOf(all, part.y.length - 1))
  },

  'forecasts no rows'(learner, kind) {
    const part = partFor(learner, kind)
    expectForecast(learner.predict(fit(learner, part), takeRows(part.table, [])), { ...part, y: new Float64Array(0) })
  },

  'learns: the first column tells high from low'(learner, kind) {
    if (learner.kind === 'baseline') return expect(learner.contributions).toBeUndefined()
    const model = fit(learner, toyPart(kind, { rows: 200 }))
    const forecast = learner.predict(
      model,
      tableOf([
        [-1.5, 1.5, 0],
        [1.5, -1.5, 0],
      ]),
    )
    expect(level(forecast, 1)).toBeGreaterThan(level(forecast, 0) + 0.3)
  },

  'refuses other columns than it was fitted on'(learner, kind) {
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    const names = part.table.columns.map(c => c.name)
    for (const wrong of [names.slice(1), [...names].reverse()]) {
      expectRefusal('shape_mismatch', () => learner.predict(model, selectColumns(part.table, wrong)))
    }
    const more = table([...part.table.columns, numericColumn('more', part.y)])
    expectRefusal('shape_mismatch', () => learner.predict(model, more))
  },

  'copes with categories and missing cells, or refuses each'(learner, kind) {
    const messy = toyPart(kind, { messy: true })
    const tidy = toyPart(kind)
    const numbers = over(
      messy,
      selectColumns(
        messy.table,
        tidy.table.columns.map(c => c.name),
      ),
    )
    const group = over(messy, table([...tidy.table.columns, ...messy.table.columns.filter(c => c.kind === 'categorical')]))
    const model = fit(learner, tidy)
    if (learner.takes.missing) expectForecast(learner.predict(fit(learner, numbers), numbers.table), numbers)
    else {
      expectRefusal('not_finite', () => fit(learner, numbers))
      expectRefusal('not_finite', () => learner.predict(model, numbers.table))
    }
    if (learner.takes.categories && learner.takes.missing) expectForecast(learner.predict(fit(learner, group), group.table), group)
    if (!learner.takes.categories) expectRefusal('wrong_column_kind', () => fit(learner, group))
  },

  'keeps a column for a class without rows'(learner, kind) {
    if (kind === 'regression' || kind === 'binary') return
    const full = toyPart(kind, { classes: 3 })
    for (const missing of [0, 2, 4]) {
      const codes = [0, 1, 2, 3, 4].filter(c => c !== missing && c !== 3)
      const part = over(
        full,
        full.table,
        full.y.map(c => codes[c]),
        5,
      )
      const forecast = learner.predict(fit(learner, part), part.table)
      expect(forecast.cols).toBe(5)
      expectForecast(forecast, part)
      for (let i = 0; i < forecast.rows; i++) expect(forecast.data[i * 5 + missing]).toBeLessThan(0.05)
    }
  },

  'hears weights: a row of weight 2 counts as two rows'(learner, kind) {
    const part = partFor(learner, kind)
    const n = part.y.length
    const twice = Array.from({ length: n }, (_, i) => i).filter(i => i % 3 === 0)
    const rows = [...Array.from({ length: n }, (_, i) => i), ...twice]
    const repeated = over(
      part,
      takeRows(part.table, rows),
      Float64Array.from(rows, i => part.y[i]),
    )
    const weighted = wholeOf(sample({ ...whole(part), weights: part.y.map((_, i) => (i % 3 === 0 ? 2 : 1)) }))
    const a = learner.predict(fit(learner, repeated), part.table)
    const b = learner.predict(fit(learner, weighted), part.table)
    const within = weightIsRepetition[learner.kind]
    if (within !== undefined) expect(furthest(a, b)).toBeLessThanOrEqual(within)
    expect(furthest(b, learner.predict(fit(learner, part), part.table))).toBeGreaterThan(1e-4)
  },

  'shares out its score: base and shares give the forecast'(learner, kind) {
    if (!learner.contributions) return expect(learner.kind).toBe('baseline')
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    const shares = learner.contributions(model, part.table)
    expect(shares.columns).toEqual(part.table.columns.map(c => c.name))
    expect(shares.values).toHaveLength(part.y.length * shares.outputs * shares.columns.length)
    expectShares(shares, learner.predict(model, part.table), kind)
    expectRefusal('shape_mismatch', () => learner.contributions!(model, tableOf([[1]])))
  },

  'shares out its score against a background, whose mean score is the base'(learner, kind) {
    if (!learner.interventional) return
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    const background = takeRows(part.table, [1, 4, 9, 16, 25])
    const shares = learner.interventional(model, part.table, background)
    expectShares(shares, learner.predict(model, part.table), kind)
    const { outputs, base, values } = learner.interventional(model, background, background)
    expect(base).toEqual(shares.base)
    const d = shares.columns.length
    for (let o = 0; o < outputs; o++) {
      const off = values.reduce((sum, v, at) => sum + (Math.floor(at / d) % outputs === o ? v : 0), 0)
      expect(Math.abs(off)).toBeLessThanOrEqual(1e-9)
    }
    expectRefusal('too_few_rows', () => learner.interventional!(model, part.table, takeRows(part.table, [])))
    expectRefusal('shape_mismatch', () => learner.interventional!(model, part.table, tableOf([[1]])))
  },

  'says how uncertain it is on the scale of its shares, never below 0'(learner, kind) {
    if (!learner.uncertainty) return
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    const { scale, outputs, values } = learner.uncertainty(model, part.table)
    expect(values).toHaveLength(part.y.length * outputs)
    expect(values.every(v => v >= 0 && v < Infinity)).toBe(true)
    const shares = learner.contributions?.(model, part.table)
    if (shares) expect([scale, outputs]).toEqual([shares.scale, shares.outputs])
    expect(learner.uncertainty(model, takeRows(part.table, [7])).values).toEqual(values.slice(7 * outputs, 8 * outputs))
  },

  'stops when asked before it begins'(learner, kind) {
    expectRefusal('aborted', () => learner.fit(partFor(learner, kind), {}, { ...ctx, signal: { aborted: true } }))
  },

  'refuses a task that it does not claim'(learner, kind) {
    const other = over(partFor(learner, kind), partFor(learner, kind).table)
    const unknown = { ...other, task: { kind: 'ranking' } } as unknown as TrainingPart
    expectRefusal('wrong_task', () => fit(learner, unknown))
  },
}

/** Enough to learn the toy rows. */
const quick: Readonly<Record<string, object>> = {
  additive: { rounds: 150, bags: 4 },
  boosting: { rounds: 25, learningRate: 0.3 },
  forest: { trees: 30 },
  network: { members: 2, learningRate: 0.02, epochs: 60 },
}

export function fit(learner: Learner, part: TrainingPart) {
  return learner.fit(part, quick[learner.kind] ?? {}, ctx)
}

/** The toy rows as untidy as the learner takes them. */
export function partFor(learner: Learner, kind: TaskKind): TrainingPart<'real'> {
  return toyPart(kind, { messy: learner.takes.categories && learner.takes.missing })
}

function whole({ table, y, task }: TrainingPart): { table: Table; y: Float64Array; task: TrainingPart['task'] } {
  return { table, y, task }
}

/** The same task over other columns, or another y. */
function over(part: TrainingPart, columns: Table, y = part.y, classes?: number): TrainingPart<'real'> {
  return wholeOf(sample({ table: columns, y, task: classes ? taskOf(part.task.kind, classes) : part.task }))
}

function rowOf({ cols, data }: Matrix, i: number): Float64Array {
  return data.slice(i * cols, (i + 1) * cols)
}

/** The value of a row, or its expected class. */
function level({ cols, data }: Matrix, i: number): number {
  if (cols === 1) return data[i]
  return data.subarray(i * cols, (i + 1) * cols).reduce((sum, p, c) => sum + c * p, 0)
}

function furthest(a: Matrix, b: Matrix): number {
  return a.data.reduce((most, v, i) => Math.max(most, Math.abs(v - b.data[i])), 0)
}

function expectRefusal(code: string, work: () => unknown): void {
  expect(work).toThrow(expect.objectContaining({ name: 'LearnError', code }))
}

function expectForecast({ rows, cols, data }: Matrix, { y, task }: TrainingPart): void {
  expect(rows).toBe(y.length)
  expect(cols).toBe(task.kind === 'regression' ? 1 : task.classes.length)
  expect(data.every(Number.isFinite)).toBe(true)
  if (task.kind === 'regression') return
  expect(data.every(p => p >= 0 && p <= 1)).toBe(true)
  for (let i = 0; i < rows; i++) {
    const sum = data.subarray(i * cols, (i + 1) * cols).reduce((total, p) => total + p, 0)
    expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-9)
  }
}

/** Through the link of its scale, base[o] + Σ_j values[i, o, j] is the forecast of row i. */
function expectShares({ scale, outputs, base, values, columns, thresholds }: Contributions, forecast: Matrix, kind: TaskKind): void {
  const d = columns.length
  const scores = Array.from({ length: forecast.rows }, (_, i) =>
    Float64Array.from(base, (b, o) => values.subarray((i * outputs + o) * d, (i * outputs + o + 1) * d).reduce((sum, v) => sum + v, b)),
  )
  const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)))
  if (scale === 'latent') expect([kind, thresholds?.length]).toEqual(['ordinal', forecast.cols - 1])
  scores.forEach((row, i) => {
    const expected = rowOf(forecast, i)
    if (scale === 'value') near(row[0], expected[0])
    else if (scale === 'latent')
      expected.forEach((p, c) => {
        const upTo = (t = Infinity) => sigmoid(t - row[0])
        near(p, upTo(thresholds![c]) - (c > 0 ? upTo(thresholds![c - 1]) : 0))
      })
    else if (scale === 'probability')
      row.forEach((p, c) => {
        near(p, expected[outputs === 1 ? 1 : c])
      })
    else if (outputs === 1) near(sigmoid(row[0]), expected[1])
    else {
      softmaxInPlace(row)
      row.forEach((p, c) => {
        near(p, expected[c])
      })
    }
  })
}
