import { expect } from 'vitest'
import type { Learner } from '../src/learner.ts'
import type { Matrix } from '../src/matrix.ts'
import { createRandom, permutation } from '../src/random.ts'
import { type Column, categoricalColumn, numericColumn, selectColumns, type Table, table } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { fit, partFor } from './learner-checks.ts'
import { withTwins } from './learner-data.ts'
import { expectRefusal, furthest, over } from './learner-expect.ts'

/**
 * How far forecasts may move when columns change places. A learner that is not listed orders columns by name before it does
 * anything: not by a bit. Linear solves equations in table order, which rounds otherwise, and a stack may hold it.
 */
const orderMoves: Readonly<Record<string, number>> = { linear: 1e-9, stack: 1e-9 }

/** Params with which learners draw columns, or look at several together, where by default they do not. */
const drawing: Readonly<Record<string, object>> = {
  additive: { pairs: 2 },
  boosting: { columnShare: 0.5, rowShare: 0.8 },
  network: { dropout: 0.2 },
}

/** What every learner promises of columns: their order says nothing, and a direction asked for is kept. */
export const learnerLaws: Record<string, (learner: Learner, kind: TaskKind) => void> = {
  'forecasts the same wherever the columns stand'(learner, kind) {
    const part = withTwins(partFor(learner, kind))
    const names = part.table.columns.map(c => c.name)
    const forecastOf = (order: readonly string[], seed: number) => {
      const mixed = over(part, selectColumns(part.table, order))
      return learner.predict(fit(learner, mixed, drawing[learner.kind], { seed }), mixed.table)
    }
    for (const seed of [1, 2]) {
      const order = Array.from(permutation(names.length, createRandom(seed)), at => names[at])
      expect(furthest(forecastOf(names, seed), forecastOf(order, seed))).toBeLessThanOrEqual(orderMoves[learner.kind] ?? 0)
    }
  },

  'keeps the direction of a column, with and against what the rows say'(learner, kind) {
    const param = directionParam(learner)
    if (!param) return
    const part = withGrade(learner, kind)
    const names = part.table.columns.filter(c => c.name === 'x0' || c.name === 'grade').map(c => c.name)
    if (kind === 'multiclass') return expectRefusal('bad_param', () => fit(learner, part, { [param]: { x0: 1 } }))
    for (const direction of [1, -1]) {
      const free = fit(learner, part)
      const bound = fit(learner, part, { [param]: Object.fromEntries(names.map(name => [name, direction])) })
      for (const name of names) {
        expect(worstStep(learner, bound, part.table, name, direction)).toBeLessThanOrEqual(1e-12)
        if (direction < 0) expect(worstStep(learner, free, part.table, name, direction)).toBeGreaterThan(0.01)
      }
    }
  },

  'refuses a direction of levels without order, of no column, or that is none'(learner, kind) {
    const param = directionParam(learner)
    if (!param) return
    const part = partFor(learner, kind)
    if (learner.takes.categories) expectRefusal('bad_param', () => fit(learner, part, { [param]: { group: 1 } }))
    if (kind !== 'multiclass') expectRefusal('unknown_column', () => fit(learner, part, { [param]: { nowhere: 1 } }))
    for (const none of [0, 2, Number.NaN, '1']) expectRefusal('bad_param', () => fit(learner, part, { [param]: { x0: none } }))
  },
}

function directionParam({ defaults }: Learner): string | undefined {
  return ['monotone', 'signs'].find(name => name in defaults)
}

/** The toy rows, with ordered levels that follow the second column where categories are taken. */
function withGrade(learner: Learner, kind: TaskKind) {
  const part = partFor(learner, kind)
  const [, x1] = part.table.columns
  if (!learner.takes.categories || x1.kind !== 'numeric') return part
  const codes = Array.from(x1.values, v => (Number.isNaN(v) ? -1 : Math.floor(2 - v)))
  return over(part, table([...part.table.columns, categoricalColumn('grade', codes, ['e', 'd', 'c', 'b'], { ordered: true })]))
}

/** By how much at most a forecast goes against the direction from one value of the column to the next, other cells as in some rows. */
function worstStep(learner: Learner, model: { kind: string }, { columns }: Table, name: string, direction: number): number {
  let worst = 0
  for (let row = 0; row < 20; row++) {
    const levels = upperShares(learner.predict(model, along(columns, name, row)))
    for (const level of levels) for (let i = 1; i < level.length; i++) worst = Math.max(worst, direction * (level[i - 1] - level[i]))
  }
  return worst
}

/** A row again and again, but for one column, which rises. */
function along(columns: readonly Column[], name: string, row: number): Table {
  const own = columns.find(c => c.name === name)!
  const rising = own.kind === 'numeric' ? Array.from({ length: 41 }, (_, i) => i / 8 - 2.5) : [...own.levels.keys()]
  return table(
    columns.map(column => {
      const values =
        column === own ? rising : new Array(rising.length).fill(column.kind === 'numeric' ? column.values[row] : column.codes[row])
      return column.kind === 'numeric' ? numericColumn(column.name, values) : { ...column, codes: Int32Array.from(values) }
    }),
  )
}

/** [k − 1][n] P(class ≥ c), or the one value: what must follow the direction. */
function upperShares({ rows, cols, data }: Matrix): number[][] {
  const value = (i: number, from: number) => data.subarray(i * cols + from, (i + 1) * cols).reduce((sum, p) => sum + p, 0)
  const froms = cols === 1 ? [0] : Array.from({ length: cols - 1 }, (_, c) => c + 1)
  return froms.map(from => Array.from({ length: rows }, (_, i) => value(i, from)))
}
