import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FittedRecipe, fitRecipe, forecast } from '../recipe.ts'
import { categoricalColumn, columnOf, numericColumn, table, takeRows } from '../table.ts'
import { LEVELS, randomPart } from '../trees/random-part.test-data.ts'
import { type Counterfactual, type CounterfactualOptions, counterfactuals } from './counterfactuals.ts'
import type { Actionable } from './moves.ts'
import { replaceColumns } from './replace-columns.ts'

const part = randomPart(5, { task: 'binary', rows: 150, distinct: 6, missing: 0.1 })
const fitted = fitRecipe({ steps: [], learner: { kind: 'boosting', params: { rounds: 15, learningRate: 0.3 } } }, part, { seed: 1 })
const STEPS = [0, 1, 2, 3, 4, 5].map(v => v / 6)
const SCALE = 0.5
const open: Actionable[] = [
  { column: 'x0', values: STEPS, scale: SCALE },
  { column: 'x1', values: STEPS, scale: SCALE },
  { column: 'c0' },
  { column: 'c1' },
]

interface Tried {
  readonly to: Readonly<Record<string, number>> // changed columns alone
  readonly distance: number
}

const kindOf = (column: string) => (column.startsWith('x') ? 'numeric' : column === 'c1' ? 'ordered' : 'levels')

/** What a value costs, NaN where it may not be had; from NaN: missing. */
function cost({ column, direction = 'any' }: Actionable, from: number, to: number): number {
  if (Number.isNaN(from) || kindOf(column) === 'levels') return direction === 'any' ? 1 : NaN
  if ((direction === 'up' && to < from) || (direction === 'down' && to > from)) return NaN
  return Math.abs(to - from) / (kindOf(column) === 'numeric' ? SCALE : LEVELS.length - 1)
}

/** Every assignment that meets the goal with at most `most` changes, and of these all that no other one makes needless. */
function bruteForce(row: number, actionable: readonly Actionable[], goal: (p: number) => boolean, most: number): Tried[] {
  const own = Object.fromEntries(
    actionable.map(({ column }) => {
      const c = columnOf(part.table, column)
      return [column, c.kind === 'numeric' ? c.values[row] : c.codes[row] < 0 ? NaN : c.codes[row]]
    }),
  )
  let all: Tried[] = [{ to: {}, distance: 0 }]
  for (const one of actionable) {
    const values = kindOf(one.column) === 'numeric' ? STEPS : LEVELS.map((_, c) => c)
    all = all.flatMap(t => [
      t,
      ...values
        .filter(v => v !== own[one.column] && !Number.isNaN(cost(one, own[one.column], v)))
        .map(v => ({ to: { ...t.to, [one.column]: v }, distance: t.distance + cost(one, own[one.column], v) })),
    ])
  }
  const met = all.filter(({ to }) => {
    const changes = Object.keys(to).length
    if (changes === 0 || changes > most) return false
    const set = Object.entries(to).map(([name, v]) =>
      kindOf(name) === 'numeric' ? numericColumn(name, [v]) : categoricalColumn(name, [v], LEVELS, { ordered: name === 'c1' }),
    )
    return goal(forecast(fitted, replaceColumns(takeRows(part.table, [row]), set)).data[1])
  })
  const between = (name: string, v: number, limit: number) =>
    v === limit ||
    (kindOf(name) !== 'levels' &&
      !Number.isNaN(own[name]) &&
      Math.sign(v - own[name]) === Math.sign(limit - own[name]) &&
      Math.abs(v - own[name]) <= Math.abs(limit - own[name]))
  const needless = (a: Tried, b: Tried) =>
    a !== b && Object.entries(b.to).every(([name, v]) => name in a.to && between(name, v, a.to[name]))
  return met
    .filter(a => !met.some(b => needless(a, b)))
    .sort((a, b) => Object.keys(a.to).length - Object.keys(b.to).length || a.distance - b.distance)
}

function codes({ changes }: Counterfactual): Record<string, number> {
  return Object.fromEntries(changes.map(({ column, to }) => [column, typeof to === 'number' ? to : LEVELS.indexOf(to)]))
}

function ask(row: number, options: Partial<CounterfactualOptions> = {}) {
  return counterfactuals(fitted, takeRows(part.table, [row]), {
    actionable: open,
    goal: { outputs: [1], atLeast: 0.8 },
    ...options,
  })
}

const direction = fc.constantFrom('up' as const, 'down' as const, 'any' as const)

describe('counterfactuals', () => {
  it('are those of brute force: all of them when asked for enough, else the first', () => {
    fc.assert(
      fc.property(fc.nat(149), fc.double({ min: 0.1, max: 0.9, noNaN: true }), direction, direction, direction, (row, p, x0, x1, c1) => {
        const actionable: Actionable[] = [
          { ...open[0], direction: x0 },
          { ...open[1], direction: x1 },
          open[2],
          { ...open[3], direction: c1 },
        ]
        const before = forecast(fitted, takeRows(part.table, [row])).data[1]
        const up = before < p
        const goal = up ? { outputs: [1], atLeast: p } : { outputs: [1], atMost: p }
        const met = ask(row, { actionable, goal, most: 1000 })
        if (before === p) return expect(met.outcome).toBe('met already')
        const expected = bruteForce(row, actionable, q => (up ? q >= p : q <= p), 3)
        expect(met.outcome).toBe(expected.length > 0 ? 'found' : 'none found')
        expect(met.bound).toBeUndefined()
        expect(new Set(met.answers.map(a => JSON.stringify(codes(a))))).toEqual(new Set(expected.map(e => keyed(e.to))))
        met.answers.forEach((a, at) => {
          expect(a.distance).toBeCloseTo(expected[at].distance, 12)
          expect(a.changes).toHaveLength(Object.keys(expected[at].to).length)
        })
        expect(ask(row, { actionable, goal, most: 3 }).answers).toEqual(met.answers.slice(0, 3))
      }),
      { seed: 1, numRuns: 12 },
    )
  })

  it('hold: the row with the changes has the forecast given, and it meets the goal', () => {
    const { answers, forecast: before } = ask(far())
    expect(before[1]).toBeLessThan(0.8)
    expect(answers.length).toBeGreaterThan(0)
    for (const answer of answers) {
      const set = answer.changes.map(({ column, to }) =>
        typeof to === 'number'
          ? numericColumn(column, [to])
          : categoricalColumn(column, [LEVELS.indexOf(to)], LEVELS, { ordered: column === 'c1' }),
      )
      expect(forecast(fitted, replaceColumns(takeRows(part.table, [far()]), set)).data).toEqual(answer.forecast)
      expect(answer.forecast[1]).toBeGreaterThanOrEqual(0.8)
      expect(answer.changes.reduce((sum, c) => sum + c.distance, 0)).toBeCloseTo(answer.distance, 12)
    }
  })

  it('do not hear the order of the actionable columns, and take a condition in place of bounds', () => {
    const answer = ask(far())
    expect(ask(far(), { actionable: [...open].reverse() })).toEqual(answer)
    expect(ask(far(), { goal: f => f[1] >= 0.8 })).toEqual(answer)
    expect(ask(far(), { goal: { outputs: [0], atMost: 1 - 0.8 } }).answers.map(a => a.changes)).toEqual(answer.answers.map(a => a.changes))
  })

  it('say as data when the goal is met already, and when nothing within so many changes meets it', () => {
    expect(ask(far(), { goal: { outputs: [1], atMost: 0.8 } })).toMatchObject({ outcome: 'met already', answers: [], combinations: 0 })
    const never = ask(far(), { goal: { outputs: [1], atLeast: 1.1 }, maxChanges: 2 })
    const sizes = [5, 5, 4, 4] // moves of each column of the row: it has none missing
    const pairs = sizes.flatMap((a, i) => sizes.slice(i + 1).map(b => a * b)).reduce((a, b) => a + b)
    expect(never).toMatchObject({ outcome: 'none found', answers: [], combinations: 18 + pairs })
    expect(never).not.toHaveProperty('bound')
    expect(ask(far(), { actionable: [] })).toMatchObject({ outcome: 'none found', combinations: 0 })
  })

  it('forecast no combination that an answer makes needless, and none after the last answer wanted', () => {
    let asked = 0
    const any = ask(far(), { goal: () => asked++ > 0, most: 1000 }) // met by every change
    expect(any.answers.every(a => a.changes.length === 1)).toBe(true)
    expect(any.combinations).toBe(18)
    const seen: number[] = []
    ask(far(), { goal: f => seen.push(f[1]) < 0, maxChanges: 1 })
    const highest = Math.max(...seen)
    expect(ask(far(), { goal: { outputs: [1], atLeast: highest }, most: 1 })).toMatchObject({ outcome: 'found', combinations: 18 })
  })

  it('note the bound when it ends the search, and try the nearest before it', () => {
    const goal = { outputs: [1], atLeast: 1.1 }
    expect(ask(far(), { goal, maxCombinations: 10 })).toMatchObject({ combinations: 10, bound: { changes: 1, tried: 10 } })
    expect(ask(far(), { goal, maxCombinations: 18 })).toMatchObject({ combinations: 18, bound: { changes: 2, tried: 0 } })
    expect(ask(far(), { goal, maxCombinations: 19 })).toMatchObject({ combinations: 19, bound: { changes: 2, tried: 1 } })
    const seen: number[] = []
    const watch = (f: Float64Array) => seen.push(f[1]) < 0
    ask(far(), { goal: watch })
    const first = [...seen]
    seen.length = 0
    ask(far(), { goal: watch, maxCombinations: 300 })
    expect(seen).toEqual(first.slice(0, 301)) // the row itself, then the same in the same order
  })

  it('name a missing value null, and let it go anywhere at distance 1, but not up or down', () => {
    const row = (columnOf(part.table, 'x0') as { values: Float64Array }).values.findIndex(Number.isNaN)
    const goal = { outputs: [1], atLeast: -1, atMost: 0 } // never
    const only = (way: Actionable['direction']) => [{ ...open[0], direction: way! }]
    expect(ask(row, { goal, actionable: only('any') }).combinations).toBe(6)
    expect(ask(row, { goal, actionable: only('up') }).combinations).toBe(0)
    const [answer] = ask(row, { goal: changed(row), actionable: only('any'), maxChanges: 1 }).answers
    expect(answer.changes[0]).toMatchObject({ column: 'x0', from: null, distance: 1 })
  })

  it('leave a level that the fit did not list as it is while other columns change', () => {
    const strange = categoricalColumn('c0', [0], ['q'])
    const encoded = fitRecipe({ steps: [{ kind: 'impute' }, { kind: 'oneHot' }], learner: { kind: 'linear' } }, part, { seed: 1 })
    const row = replaceColumns(takeRows(part.table, [far()]), [strange])
    const seen: number[] = []
    const none = counterfactuals(encoded, row, { actionable: [open[0], open[2]], goal: f => seen.push(f[1]) < 0, maxChanges: 1 })
    const moved = replaceColumns(row, [numericColumn('x0', [nearest(row)])])
    expect(seen).toContain(forecast(encoded, moved).data[1])
    expect(none.combinations).toBe(5 + 5) // every level is a change
    const [answer] = counterfactuals(encoded, row, { actionable: [open[2]], goal: f => f[1] !== seen[0] }).answers
    expect(answer.changes[0].from).toBe('q')
  })

  it('copes with 10,000 levels in three columns by the bound', () => {
    const levels = Array.from({ length: 10_000 }, (_, c) => `l${c}`)
    const wide = table(['a', 'b', 'c'].map(name => categoricalColumn(name, [0], levels)))
    const flat: FittedRecipe = {
      task: { kind: 'regression' },
      inputs: wide.columns.map(({ name }) => ({ kind: 'categorical', name, levels, ordered: false })),
      steps: [{ kind: 'select', state: { columns: [] } }],
      learner: 'linear',
      model: {
        kind: 'linear',
        form: 'least-squares',
        columns: [],
        means: [],
        converged: true,
        iterations: 0,
        intercept: 1,
        coefficients: [],
      },
    }
    const actionable = wide.columns.map(({ name }) => ({ column: name }))
    const { outcome, combinations, bound } = counterfactuals(flat, wide, { actionable, goal: { outputs: [0], atLeast: 2 } })
    expect([outcome, combinations, bound]).toEqual(['none found', 20_000, { changes: 1, tried: 20_000 }])
  })

  it('do not go through 10⁸ combinations that an answer makes needless', () => {
    const model = {
      kind: 'linear',
      form: 'least-squares',
      means: [0, 0],
      converged: true,
      iterations: 0,
      intercept: 0,
      coefficients: [1, 1],
    }
    const columns = ['a', 'b']
    const sum: FittedRecipe = {
      task: { kind: 'regression' },
      inputs: columns.map(name => ({ kind: 'numeric', name })),
      steps: [],
      learner: 'linear',
      model: { ...model, columns },
    }
    const values = Array.from({ length: 10_000 }, (_, i) => 0.6 + 0.4 * (i / 10_000))
    const { answers, bound } = counterfactuals(sum, table(columns.map(name => numericColumn(name, [0]))), {
      actionable: columns.map(column => ({ column, values, scale: 1 })),
      goal: { outputs: [0], atLeast: 1.2 },
      maxCombinations: 25_000,
    })
    expect(answers.map(a => a.changes.map(c => c.to))).toEqual([[0.6, 0.6]])
    expect(bound).toEqual({ changes: 2, tried: 5_000 })
  })

  const refuse = (options: Partial<CounterfactualOptions>) => () => ask(far(), options)
  it.each<[string, () => unknown, string]>([
    ['two rows', () => counterfactuals(fitted, takeRows(part.table, [0, 1]), { actionable: open, goal: () => true }), 'shape_mismatch'],
    ['an unknown column', refuse({ actionable: [{ column: 'y' }] }), 'unknown_column'],
    ['a column twice', refuse({ actionable: [{ column: 'c0' }, { column: 'c0' }] }), 'bad_param'],
    ['numbers without values', refuse({ actionable: [{ column: 'x0', scale: 1 }] }), 'bad_param'],
    ['numbers without a scale', refuse({ actionable: [{ column: 'x0', values: [1] }] }), 'bad_param'],
    ['a scale of 0', refuse({ actionable: [{ column: 'x0', values: [1], scale: 0 }] }), 'bad_param'],
    ['a value that is not finite', refuse({ actionable: [{ column: 'x0', values: [NaN], scale: 1 }] }), 'not_finite'],
    ['an unknown level', refuse({ actionable: [{ column: 'c0', values: ['z'] }] }), 'bad_param'],
    ['a direction without an order', refuse({ actionable: [{ column: 'c0', direction: 'up' }] }), 'bad_param'],
    ['more than 100 columns', refuse({ actionable: new Array(101).fill(open[0]) }), 'bad_param'],
    ['four changes', refuse({ maxChanges: 4 as 3 }), 'bad_param'],
    ['no answer', refuse({ most: 0 }), 'bad_param'],
    ['a goal without bounds', refuse({ goal: { outputs: [1] } }), 'bad_param'],
    ['a goal of NaN', refuse({ goal: { outputs: [1], atLeast: NaN } }), 'bad_param'],
    ['a goal without outputs', refuse({ goal: { outputs: [], atLeast: 0.5 } }), 'bad_param'],
    ['an output that there is not', refuse({ goal: { outputs: [2], atLeast: 0.5 } }), 'bad_param'],
    ['to go on after an abort', refuse({ signal: { aborted: true } }), 'aborted'],
  ])('refuses %s', (_, work, code) => {
    expect(work).toThrow(expect.objectContaining({ name: 'LearnError', code }))
  })
})

/** By name of the column, as answers list their changes. */
function keyed(to: Readonly<Record<string, number>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(to).sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** A complete row that is far from the goal. */
function far(): number {
  const { data } = forecast(fitted, part.table)
  const rows = Array.from({ length: 150 }, (_, i) => i).filter(i =>
    part.table.columns.every(c => (c.kind === 'numeric' ? !Number.isNaN(c.values[i]) : c.codes[i] >= 0)),
  )
  return rows.reduce((least, i) => (data[i * 2 + 1] < data[least * 2 + 1] ? i : least))
}

/** Any other forecast than the row has. */
function changed(row: number): (f: Float64Array) => boolean {
  const before = forecast(fitted, takeRows(part.table, [row])).data[1]
  return f => f[1] !== before
}

function nearest(row: ReturnType<typeof table>): number {
  const [own] = (columnOf(row, 'x0') as { values: Float64Array }).values
  return STEPS.filter(v => v !== own).reduce((best, v) => (Math.abs(v - own) < Math.abs(best - own) ? v : best))
}
