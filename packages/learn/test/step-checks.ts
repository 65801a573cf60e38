import { expect } from 'vitest'
import { inputsOf } from '../src/prepare/derive/derivation.ts'
import { createRandom } from '../src/random.ts'
import type { Rebalancer, Step } from '../src/recipe.ts'
import { splitSample } from '../src/resample/split.ts'
import type { SplitPlan } from '../src/resample/split-plan.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import { type Column, categoricalColumn, numericColumn, type Table, table, takeRows } from '../src/table.ts'
import { partOf, threeClasses } from './step-parts.ts'

const n = 48
const levels = ['p', 'q', 'r']
export const y = Array.from({ length: n }, (_, i) => (i % 8 < 5 ? 0 : i % 8 < 7 ? 1 : 2))

/** Numbers on very different scales, a nominal and an ordered column; with or without missing cells. */
function mixed(missing: boolean): Column[] {
  const random = createRandom(7)
  const draw = <T>(of: () => T, gap: T) => y.map(() => (missing && random.next() < 0.15 ? gap : of()))
  return [
    numericColumn(
      'small',
      draw(() => random.next(), Number.NaN),
      'SMALL',
    ),
    numericColumn(
      'large',
      draw(() => 1000 * random.next(), Number.NaN),
      'LARGE',
    ),
    categoricalColumn(
      'nominal',
      draw(() => random.int(3), -1),
      levels,
      { source: 'NOMINAL' },
    ),
    categoricalColumn(
      'ordered',
      draw(() => random.int(3), -1),
      levels,
      { source: 'ORDERED', ordered: true },
    ),
  ]
}

export const stepColumns = () => mixed(true)
const ctx = { seed: 5 }

/** A step that cannot do without parameters is given these. */
const given: Record<string, object> = {
  derive: {
    shares: [{ part: 'small', whole: 'large' }],
    measures: [{ name: 'size', columns: ['small', 'large'] }],
    relativeTo: { by: 'nominal', columns: ['small'] },
    find: true,
  },
  select: { columns: ['ordered', 'small'] },
  targetEncode: { minLevels: 3 },
}
export const fitted = (step: Step, part: TrainingPart, seed = ctx.seed) => step.fit(part, given[step.kind] ?? {}, { seed })

/** What every step promises. A new one joins by standing in prepare/index.ts. */
export const stepChecks: Record<string, (step: Step) => void> = {
  'leaves its input alone'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    const state = fitted(step, part)
    step.apply(state, part.table)
    step.applyToTraining?.(state, part, ctx)
    expect(part).toEqual(partOf(stepColumns(), y, threeClasses))
  },
  'gives the training part the columns that it gives to others'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    const state = fitted(step, part)
    const shape = ({ rows, columns }: Table) => [rows, columns.map(({ kind, name, source }) => [kind, name, source])]
    expect(shape(step.applyToTraining?.(state, part, ctx) ?? step.apply(state, part.table))).toEqual(shape(step.apply(state, part.table)))
  },
  'has a state that survives JSON'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    const state = fitted(step, part)
    const revived = JSON.parse(JSON.stringify(state))
    expect(revived).toEqual(state)
    expect(step.apply(revived, part.table)).toEqual(step.apply(state, part.table))
  },
  'treats row by row as it treats all rows'(step) {
    const { table: all } = partOf(stepColumns(), y, threeClasses)
    const state = fitted(step, partOf(stepColumns(), y, threeClasses))
    const together = step.apply(state, all)
    for (let i = 0; i < n; i++) expect(step.apply(state, takeRows(all, [i]))).toEqual(takeRows(together, [i]))
  },
  'makes columns that depend on their own source alone, where it says so'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    const state = fitted(step, part)
    const before = step.apply(state, part.table).columns
    part.table.columns.forEach((_, j) => {
      const { source } = part.table.columns[j]
      const others = part.table.columns.map((column, i) => (i === j ? column : withHeldOutChanged(column, 0)))
      const after = step.apply(state, table(others)).columns
      const own = (columns: readonly Column[]) => columns.filter(c => c.source === source)
      if (step.bySource) expect(own(after)).toEqual(own(before))
    })
  },
  'learns nothing from held-out rows'(step) {
    const train = Int32Array.from({ length: 30 }, (_, i) => i)
    const test = Int32Array.from({ length: n - 30 }, (_, i) => i + 30)
    const stateWith = (columns: Column[], target: number[]) => {
      const all = sample({ table: table(columns), y: Float64Array.from(target), task: threeClasses })
      const plan: SplitPlan = { kind: 'later-intake', rows: n, repeats: [[{ train, test }]], notes: [] }
      return [...splitSample(all, plan)].map(({ train: part }) => fitted(step, part))
    }
    const otherRows = mixed(true).map(column => withHeldOutChanged(column, 30))
    const otherY = y.map((label, i) => (i < 30 ? label : 2 - label))
    expect(stateWith(otherRows, otherY)).toEqual(stateWith(stepColumns(), y))
  },
  'gives the same state for the same seed'(step) {
    const fit = () => fitted(step, partOf(stepColumns(), y, threeClasses), 9)
    expect(fit()).toEqual(fit())
  },
  'keeps the number of rows, and makes no source up without saying from what'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    const state = fitted(step, part)
    const made = step.apply(state, part.table)
    expect(made.rows).toBe(n)
    const derivations = step.derivations?.(state) ?? []
    const known = ['SMALL', 'LARGE', 'NOMINAL', 'ORDERED', ...derivations.map(d => d.name)]
    expect([...new Set(made.columns.map(c => c.source))].filter(s => !known.includes(s))).toEqual([])
    const inputs = part.table.columns.map(c => c.name)
    expect(derivations.flatMap(inputsOf).filter(name => !inputs.includes(name))).toEqual([])
    expect(new Set(made.columns.map(c => c.name)).size).toBe(made.columns.length)
  },
  'bears a table without rows when applied'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    expect(step.apply(fitted(step, part), takeRows(part.table, [])).rows).toBe(0)
  },
  'refuses a parameter that it does not have'(step) {
    const part = partOf(stepColumns(), y, threeClasses)
    expect(() => step.fit(part, { noSuchThing: 1 }, ctx)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringContaining('noSuchThing') }),
    )
  },
}

const numericPart = (): TrainingPart => partOf(mixed(false).slice(0, 2), y, threeClasses)

/** What every rebalancer promises. */
export const rebalancerChecks: Record<string, (rebalancer: Rebalancer) => void> = {
  'leaves its input alone'(rebalancer) {
    const part = numericPart()
    rebalancer.rebalance(part, {}, ctx)
    expect(part).toEqual(numericPart())
  },
  'keeps the real rows in front'(rebalancer) {
    const made = rebalancer.rebalance(numericPart(), {}, ctx)
    const front = Int32Array.from(y.keys())
    expect(takeRows(made.table, front)).toEqual(numericPart().table)
    expect([...made.y].slice(0, n)).toEqual(y)
  },
  'makes the rare classes count for more'(rebalancer) {
    const { y: labels, weights } = rebalancer.rebalance(numericPart(), {}, ctx)
    const share = (of: ArrayLike<number>, w?: ArrayLike<number>) => {
      const weight = (i: number) => w?.[i] ?? 1
      const total = Array.from(of).reduce((sum, _, i) => sum + weight(i), 0)
      return Array.from(of).reduce((sum, label, i) => sum + (label === 2 ? weight(i) : 0), 0) / total
    }
    expect(share(labels, weights)).toBeGreaterThan(share(y) * 1.5)
  },
  'gives a part that fits together'(rebalancer) {
    const { table: made, y: labels, task, weights } = rebalancer.rebalance(numericPart(), {}, ctx)
    expect(() => sample({ table: made, y: labels, task, ...(weights && { weights }) })).not.toThrow()
    expect(made.columns.map(c => c.source)).toEqual(['SMALL', 'LARGE'])
  },
  'gives the same rows for the same seed'(rebalancer) {
    expect(rebalancer.rebalance(numericPart(), {}, { seed: 3 })).toEqual(rebalancer.rebalance(numericPart(), {}, { seed: 3 }))
  },
  'refuses a regression'(rebalancer) {
    const regression = partOf(mixed(false).slice(0, 2), y)
    expect(() => rebalancer.rebalance(regression, {}, ctx)).toThrow(expect.objectContaining({ code: 'wrong_task' }))
  },
  'refuses a parameter that it does not have'(rebalancer) {
    expect(() => rebalancer.rebalance(numericPart(), { noSuchThing: 1 }, ctx)).toThrow(expect.objectContaining({ code: 'bad_param' }))
  },
}

/** Rebalancers that measure distances promise this besides. */
export const distanceChecks: Record<string, (rebalancer: Rebalancer) => void> = {
  'refuses missing values and names the remedy'(rebalancer) {
    const part = partOf(mixed(true).slice(0, 2), y, threeClasses)
    expect(() => rebalancer.rebalance(part, {}, ctx)).toThrow(
      expect.objectContaining({ code: 'not_finite', message: expect.stringContaining('Put impute') }),
    )
  },
  'stops when asked'(rebalancer) {
    expect(() => rebalancer.rebalance(numericPart(), {}, { seed: 1, signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: 'aborted' }),
    )
  },
}

function withHeldOutChanged(column: Column, from: number): Column {
  if (column.kind === 'numeric') return { ...column, values: column.values.map((v, i) => (i < from ? v : 1e6 + i)) }
  return { ...column, codes: column.codes.map((code, i) => (i < from ? code : 0)) }
}
