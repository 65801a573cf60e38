import { expect } from 'vitest'
import { evaluateProgram } from '../src/export/evaluate.ts'
import { lowerRecipe } from '../src/export/lower.ts'
import { withoutKernel } from '../src/kernel/plain-module.ts'
import type { FitContext, Learner } from '../src/learner.ts'
import type { TrainingPart } from '../src/sample.ts'
import { numericColumn, selectColumns, table, takeRows } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { describeColumn } from '../src/trees/column-values.ts'
import { tableOf, toyPart, withTwins } from './learner-data.ts'
import { expectForecast, expectRefusal, expectShares, level, over, rowOf } from './learner-expect.ts'

const ctx: FitContext = { seed: 3 }

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

  'gives the same model and forecasts to the last bit where there is no kernel'(learner, kind) {
    const part = partFor(learner, kind)
    const work = () => {
      const model = fit(learner, part)
      return JSON.stringify([model, [...learner.predict(model, part.table).data]])
    }
    expect(withoutKernel(work)).toBe(work())
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

  'forecasts row after row, where it can, as all at once'(learner, kind) {
    const part = partFor(learner, kind)
    const model = fit(learner, part)
    const row = takeRows(part.table, [0])
    const write = learner.ofRow?.(model, row)
    if (!write) return expect(learner.ofRow).toBeUndefined()
    const all = learner.predict(model, part.table)
    const answers = Array.from(part.y, (_, i) => {
      row.columns.forEach((column, j) => {
        const from = part.table.columns[j]
        if (column.kind === 'numeric' && from.kind === 'numeric') column.values[0] = from.values[i]
        if (column.kind === 'categorical' && from.kind === 'categorical') column.codes[0] = from.codes[i]
      })
      const answer = new Float64Array(all.cols).fill(NaN)
      write(answer)
      return answer
    })
    answers.forEach((answer, i) => {
      expect(answer).toEqual(rowOf(all, i))
    })
  },

  'forecasts no rows'(learner, kind) {
    const part = partFor(learner, kind)
    expectForecast(learner.predict(fit(learner, part), takeRows(part.table, [])), { ...part, y: new Float64Array(0) })
  },

  'writes down as a formula what it forecasts, where it can'(learner, kind) {
    if (!learner.lower) return expect(learner.lower).toBeUndefined()
    const { table, task } = partFor(learner, kind)
    const model = fit(learner, partFor(learner, kind))
    const inputs = table.columns.map(describeColumn)
    const written = evaluateProgram(lowerRecipe({ task, inputs, steps: [], learner: learner.kind, model }), table)
    const off = learner.predict(model, table).data.map((p, i) => Math.abs(p - written.data[i]))
    expect(Math.max(...off)).toBeLessThan(1e-12)
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

  'shares out its score over columns that say the same, or nothing'(learner, kind) {
    if (!learner.contributions) return
    const part = withTwins(toyPart(kind, { rows: 200, columns: 6, seed: 11, messy: learner.takes.categories && learner.takes.missing }))
    const model = fit(learner, part)
    expectShares(learner.contributions(model, part.table), learner.predict(model, part.table), kind)
  },

  'stops when asked before it begins'(learner, kind) {
    expectRefusal('aborted', () => learner.fit(partFor(learner, kind), {}, { ...ctx, signal: { aborted: true } }))
  },

  'stops in mid-work: no further progress once asked'(learner, kind) {
    const steps = progressCalls(learner, kind, Infinity)
    // one pass over the rows, or one equation to solve: nothing to stop in
    const atOnce = learner.kind === 'baseline' || (learner.kind === 'linear' && kind === 'regression')
    if (atOnce) return expect(steps).toBeLessThanOrEqual(2)
    expect(steps).toBeGreaterThan(1)
    for (const last of [1, steps - 1]) expect(progressCalls(learner, kind, last)).toBe(last)
  },

  'stops at the first look at the signal that says so'(learner, kind) {
    const looks = looksAt(learner, kind, Infinity)
    expect(looks).toBeGreaterThan(0)
    for (const from of [1, (looks + 1) >> 1, looks]) expect(looksAt(learner, kind, from)).toBe(from)
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
  imported: { rounds: 25, learningRate: 0.3 },
  network: { members: 2, learningRate: 0.02, epochs: 60 },
}

export function fit(learner: Learner, part: TrainingPart, params: object = {}, own: FitContext = ctx) {
  return learner.fit(part, { ...quick[learner.kind], ...params }, own)
}

/** The toy rows as untidy as the learner takes them. */
export function partFor(learner: Learner, kind: TaskKind): TrainingPart<'real'> {
  return toyPart(kind, { messy: learner.takes.categories && learner.takes.missing })
}

/** How often a fit tells of progress when it is asked to stop in call number `last`. */
function progressCalls(learner: Learner, kind: TaskKind, last: number): number {
  const signal = { aborted: false }
  let calls = 0
  const progress = () => {
    calls++
    signal.aborted = calls >= last
  }
  const work = () => fit(learner, partFor(learner, kind), {}, { ...ctx, signal, progress })
  if (last === Infinity) work()
  else expectRefusal('aborted', work)
  return calls
}

/** How often a fit looks at a signal that says stop from look number `from` on. */
function looksAt(learner: Learner, kind: TaskKind, from: number): number {
  let looks = 0
  const signal = {
    get aborted() {
      looks++
      return looks >= from
    },
  }
  const work = () => fit(learner, partFor(learner, kind), {}, { ...ctx, signal })
  if (from === Infinity) work()
  else expectRefusal('aborted', work)
  return looks
}
