import { expect } from 'vitest'
import { LearnError, type LearnErrorCode } from '../src/errors.ts'
import type { Learner } from '../src/learner.ts'
import { createRandom } from '../src/random.ts'
import type { TrainingPart } from '../src/sample.ts'
import { type Column, categoricalColumn, numericColumn, type Table, table, takeRows } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { fit, partFor } from './learner-checks.ts'
import { toyPart } from './learner-data.ts'
import { expectForecast, expectRefusal, expectShares, over } from './learner-expect.ts'

/**
 * What every learner promises of rows that teach little, and of params that mean nothing: a finite forecast, or a refusal that says
 * why. The test runner's own limit of 5 s for each is the bound on time.
 */
export const learnerBadInput: Record<string, (learner: Learner, kind: TaskKind) => void> = {
  'one class only'(learner, kind) {
    const part = partFor(learner, kind)
    for (const only of kind === 'regression' ? [3] : [0, 1]) {
      const y = new Float64Array(part.y.length).fill(only)
      forecastsOr(['too_few_rows'], learner, over(part, part.table, y))
    }
  },

  'one row, two rows'(learner, kind) {
    const part = toyPart(kind)
    const few = (rows: number[], y: number[]) => over(part, takeRows(part.table, rows), Float64Array.from(y))
    for (const given of [few([4], [0]), few([4, 4], [0, 0]), few([4, 4], [0, 1]), few([4, 9], [0, 0]), few([4, 9], [0, 1])]) {
      forecastsOr(['too_few_rows'], learner, given)
    }
    expectRefusal('too_few_rows', () => fit(learner, few([], [])))
  },

  'no columns: every row gets the same forecast'(learner, kind) {
    const part = partFor(learner, kind)
    const bare = over(part, table([], part.y.length))
    forecastsOr([], learner, bare)
    const { rows, data } = learner.predict(fit(learner, bare), bare.table)
    const k = data.length / rows
    data.forEach((v, at) => {
      expect(v).toBe(data[at % k])
    })
  },

  'columns that never change, or that others repeat'(learner, kind) {
    const part = toyPart(kind)
    const constant = [0, -3.7, 1e300].map(v => numericColumn(`always ${v}`, new Float64Array(part.y.length).fill(v)))
    // their source is no input, as of one-hot columns where a stack stands behind that step
    const twins = part.table.columns.flatMap(column => [1, 2, 3].map(t => ({ ...column, name: `${column.name} ${t}` })))
    forecastsOr([], learner, over(part, table(constant.slice(0, 2))))
    forecastsOr([], learner, over(part, table(twins)))
    forecastsOr(['not_finite'], learner, over(part, table([...constant, ...twins])))
  },

  'columns where all is missing, in training or later'(learner, kind) {
    const part = toyPart(kind)
    const n = part.y.length
    const empty: Column[] = [numericColumn('empty', new Float64Array(n).fill(Number.NaN))]
    if (learner.takes.categories) {
      for (const ordered of [false, true])
        empty.push(categoricalColumn(`no code ${ordered}`, new Int32Array(n).fill(-1), ['a'], { ordered }))
      empty.push(categoricalColumn('no level', new Int32Array(n).fill(-1), []))
    }
    const holed = over(part, table([...part.table.columns, ...empty]))
    if (!learner.takes.missing) return expectRefusal('not_finite', () => fit(learner, holed))
    forecastsOr([], learner, holed)
    forecastsOr([], learner, over(part, table(empty)))
    const messy = partFor(learner, kind)
    const gone = messy.table.columns.map(c =>
      c.kind === 'numeric' ? { ...c, values: c.values.map(() => Number.NaN) } : { ...c, codes: c.codes.map(() => -1) },
    )
    expectForecast(learner.predict(fit(learner, messy), table(gone)), messy)
  },

  'more columns than rows'(learner, kind) {
    const part = toyPart(kind, { rows: 12, columns: 200 })
    if ('lambda' in learner.defaults) forecastsOr([], learner, part, { lambda: 0 })
    forecastsOr([], learner, part)
  },

  'a category of 10,000 levels'(learner, kind) {
    if (!learner.takes.categories) return
    const part = toyPart(kind, { rows: 300 })
    const random = createRandom(4)
    const levels = Array.from({ length: 10_000 }, (_, l) => `level ${l}`)
    const codes = Array.from(part.y, () => random.int(levels.length))
    for (const ordered of [false, true]) {
      forecastsOr([], learner, over(part, table([...part.table.columns, categoricalColumn('many', codes, levels, { ordered })])))
    }
  },

  'infinite values, in training or later'(learner, kind) {
    if (learner.kind === 'baseline') return // looks at no number
    const part = toyPart(kind)
    const model = fit(learner, part)
    for (const infinite of [Infinity, -Infinity]) {
      const broken = withCell(part.table, infinite)
      expectRefusal('not_finite', () => fit(learner, over(part, broken)))
      expectRefusal('not_finite', () => learner.predict(model, broken))
      if (learner.contributions) expectRefusal('not_finite', () => learner.contributions!(model, broken))
      if (learner.uncertainty) expectRefusal('not_finite', () => learner.uncertainty!(model, broken))
    }
  },

  'huge numbers, in training or later'(learner, kind) {
    const part = toyPart(kind)
    const model = fit(learner, part)
    for (const huge of [1e150, -1e150, Number.MAX_VALUE]) {
      const wide = withCell(part.table, huge)
      forecastsOr(['not_finite'], learner, over(part, wide))
      const forecast = unless(['not_finite'], () => learner.predict(model, wide))
      if (forecast) expectForecast(forecast, part)
    }
    const far = part.table.columns.map(c => (c.kind === 'numeric' ? { ...c, values: c.values.map(v => v * 1e150) } : c))
    forecastsOr(['not_finite'], learner, over(part, table(far)))
  },

  'params that mean nothing'(learner, kind) {
    const part = partFor(learner, kind)
    for (const [name, value] of Object.entries(learner.defaults)) {
      for (const wrong of wrongValues(value)) {
        expect(() => fit(learner, part, { [name]: wrong }), `${name}: ${String(wrong)}`).toThrow(
          expect.objectContaining({ name: 'LearnError', code: 'bad_param' }),
        )
      }
    }
  },
}

/** What no param of this kind can be. */
function wrongValues(value: unknown): unknown[] {
  if (typeof value === 'number') return [Number.NaN, Infinity, -1, 'x', '1', null, undefined]
  if (typeof value === 'object') return [null, 5, 'x', undefined]
  return ['x', 5, null, undefined]
}

/** Fits and forecasts its own rows, with shares that sum; or throws one of these codes. */
function forecastsOr(codes: readonly LearnErrorCode[], learner: Learner, part: TrainingPart, params: object = {}): void {
  const model = unless(codes, () => fit(learner, part, params))
  if (!model) return
  const forecast = learner.predict(model, part.table)
  expectForecast(forecast, part)
  if (learner.contributions) expectShares(learner.contributions(model, part.table), forecast, part.task.kind)
  const spread = learner.uncertainty?.(model, part.table).values ?? []
  for (const v of spread) expect(v).toBeGreaterThanOrEqual(0)
  expect(JSON.stringify(model, (_, v) => (typeof v === 'number' && !Number.isFinite(v) ? 'no number' : v))).not.toContain('no number')
}

/** What the work gives, or nothing when it throws one of these codes. */
function unless<T>(codes: readonly LearnErrorCode[], work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof LearnError)) throw error
    expect(codes, error.message).toContain(error.code)
    return undefined
  }
}

/** Another number in the first column's third row. */
function withCell({ columns }: Table, value: number): Table {
  return table(columns.map((c, j) => (j === 0 && c.kind === 'numeric' ? { ...c, values: c.values.with(2, value) } : c)))
}
