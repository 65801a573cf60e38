import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample, type TrainingPart } from '../../sample.ts'
import { categoricalColumn, numericColumn, type Table, table } from '../../table.ts'
import { LEVELS, randomPart } from '../../trees/random-part.test-data.ts'
import type { Tree } from '../../trees/tree.ts'
import { boosting } from './boosting.ts'
import type { BoostingModel } from './model.ts'
import type { BoostingParams } from './params.ts'
import { boostingScores } from './predict.ts'

const lively: Partial<BoostingParams> = { rounds: 12, learningRate: 0.5, maxLeaves: 12, minRows: 2, minCategoryRows: 2, l2: 0.1 }

const fit = (part: TrainingPart, params: Partial<BoostingParams>): BoostingModel =>
  boosting.fit(part, { ...lively, ...params }, { seed: 1 })

/** The same row again and again, but for x0 (a grid beyond the training values) or c1 (its levels in their order). */
function along(column: 'x0' | 'c1', seed: number): Table {
  const random = createRandom(seed)
  const [x0, x1] = [random.next(), random.next() < 0.2 ? NaN : random.next()]
  const [c0, c1] = [random.int(LEVELS.length + 1) - 1, random.int(LEVELS.length + 1) - 1]
  const n = column === 'x0' ? 41 : LEVELS.length
  const grid = Array.from({ length: n }, (_, i) => i / 20 - 0.5)
  return table([
    numericColumn('x0', column === 'x0' ? grid : grid.fill(x0)),
    categoricalColumn('c0', new Int32Array(n).fill(c0), LEVELS),
    numericColumn('x1', new Float64Array(n).fill(x1)),
    categoricalColumn('c1', column === 'c1' ? [...LEVELS.keys()] : new Int32Array(n).fill(c1), LEVELS, { ordered: true }),
  ])
}

describe('monotone', () => {
  const cases = [
    { task: 'binary', params: {} },
    { task: 'ordinal', params: {} },
    { task: 'regression', params: {} },
    { task: 'regression', params: { growth: 'depth', l1: 0.3, rowShare: 0.7, columnShare: 0.6, seeds: 3 } },
    { task: 'regression', params: { objective: 'absolute' } },
    { task: 'regression', params: { objective: 'quantile', quantile: 0.8, rowShare: 0.8 } },
  ] as const

  it.each(cases)('holds for every pair of neighbours, to the last bit: $task $params', ({ task, params }) => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(1, -1), fc.constantFrom(1, -1), (seed, up, upToo) => {
        const part = randomPart(seed, { task, rows: 80, distinct: 9, missing: 0.15, weights: true })
        const model = fit(part, { ...params, monotone: { x0: up, c1: upToo } as const })
        const signs = { x0: up, c1: upToo }
        for (const column of ['x0', 'c1'] as const) {
          for (let row = 0; row < 10; row++) {
            const scores = boostingScores(model, along(column, row))
            scores.subarray(1).forEach((score, i) => {
              expect(signs[column] * (score - scores[i])).toBeGreaterThanOrEqual(0)
            })
          }
        }
      }),
      { seed: 1, numRuns: 12 },
    )
  })

  it('still learns what does not break it, and forgets what does', () => {
    const part = randomPart(2, { task: 'regression', rows: 200 })
    const reach = (sign: 1 | -1) => {
      const scores = boostingScores(fit(part, { monotone: { x0: sign } }), along('x0', 1))
      return Math.abs(scores[scores.length - 1] - scores[0])
    }
    expect(reach(1)).toBeGreaterThan(0.5)
    expect(reach(-1)).toBeLessThan(0.1)
  })

  const exact = { rounds: 1, learningRate: 1, maxLeaves: 3, l2: 0, minRows: 1 }
  const partOf = (columns: Record<string, readonly number[]>, y: readonly number[]) =>
    wholeOf(
      sample({
        table: table(Object.entries(columns).map(([name, values]) => numericColumn(name, values))),
        y: Float64Array.from(y),
        task: { kind: 'regression' },
      }),
    )

  it.each([
    { missing: -5, objective: 'squared' },
    { missing: 5, objective: 'squared' },
    { missing: 5, objective: 'absolute' },
  ] as const)(
    'asks nothing of missing cells, whose rows may lie above all others or below: $missing $objective',
    ({ missing, objective }) => {
      const part = partOf({ x: [NaN, NaN, NaN, 1, 2, 3, 4, 5, 6] }, [missing, missing, missing, 1, 1, 1, 2, 2, 2])
      for (const sign of [1, -1] as const) {
        const { data } = boosting.predict(fit(part, { ...exact, objective, monotone: { x: sign } }), part.table)
        for (const v of data.subarray(0, 3)) expect(v).toBeCloseTo(missing, 12)
      }
    },
  )

  it('sends no number where the missing go, also where a node has seen only low ones', () => {
    const part = partOf({ x: [1, 2, 3, NaN, NaN, 4, 5, 6], z: [0, 0, 0, 0, 0, 1, 1, 1] }, [0, 0, 0, 5, 5, 20, 20, 20])
    const model = fit(part, { ...exact, monotone: { x: -1 } })
    const { data } = boosting.predict(model, partOf({ x: [1, 3, 4, 6, NaN], z: [0, 0, 0, 0, 0] }, [0, 0, 0, 0, 0]).table)
    expect([...data]).toEqual([0, 0, 0, 0, 5].map(v => expect.closeTo(v, 12)))
  })
})

describe('interactions', () => {
  const lists = [['x0', 'c0'], ['c0', 'x1'], ['x1']]
  const sets = lists.map(list => new Set(list))

  function paths({ column, left, right }: Tree, node = 0, above: readonly number[] = []): (readonly number[])[] {
    if (column[node] < 0) return [above]
    return [left[node], right[node]].flatMap(child => paths({ column, left, right } as Tree, child, [...above, column[node]]))
  }

  it.each(['binary', 'multiclass', 'ordinal', 'regression'] as const)('hold on every way from root to leaf: %s', task => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('leaf', 'depth'), fc.constantFrom(0.7, 1), (seed, growth, columnShare) => {
        const model = fit(randomPart(seed, { task, rows: 80, missing: 0.1 }), { interactions: lists, growth, columnShare })
        const met = model.trees.flatMap(tree => paths(tree)).map(path => new Set(path.map(j => model.columns[j].name)))
        expect(met.some(names => names.size > 1)).toBe(true)
        for (const names of met) expect(names.size < 2 || sets.some(set => [...names].every(name => set.has(name)))).toBe(true)
      }),
      { seed: 1, numRuns: 10 },
    )
  })

  it('in lists of one leave a sum of one-column curves: second differences are zero', () => {
    const part = randomPart(5, { task: 'regression', rows: 150 })
    const model = fit(part, { interactions: [['x0'], ['x1']] })
    const at = (x0: number, x1: number) =>
      table([
        numericColumn('x0', [x0]),
        categoricalColumn('c0', [1], LEVELS),
        numericColumn('x1', [x1]),
        categoricalColumn('c1', [2], LEVELS, { ordered: true }),
      ])
    const score = (x0: number, x1: number) => boostingScores(model, at(x0, x1))[0]
    for (const [a, b] of [
      [0.1, 0.9],
      [0.4, 0.6],
    ]) {
      expect(score(b, b) - score(a, b) - score(b, a) + score(a, a)).toBeCloseTo(0, 10)
    }
    const free = fit(part, {})
    const freeScore = (x0: number, x1: number) => boostingScores(free, at(x0, x1))[0]
    expect(Math.abs(freeScore(0.9, 0.9) - freeScore(0.1, 0.9) - freeScore(0.9, 0.1) + freeScore(0.1, 0.1))).toBeGreaterThan(0.01)
  })
})

describe('constraints', () => {
  const part = randomPart(1, { task: 'binary', rows: 40 })

  it.each([
    { params: { monotone: { x9: 1 } }, code: 'unknown_column', message: /x9/ },
    { params: { monotone: { x0: 2 } }, code: 'bad_param', message: /monotone.x0 must be 1 or −1, got 2/ },
    { params: { monotone: { x0: 0 } }, code: 'bad_param', message: /x0/ },
    { params: { monotone: { c0: 1 } }, code: 'bad_param', message: /no order/ },
    { params: { monotone: null }, code: 'bad_param', message: /by column name, got null/ },
    { params: { interactions: [['x0', 'x9']] }, code: 'unknown_column', message: /x9/ },
    { params: { interactions: ['x0', 'x1'] }, code: 'bad_param', message: /lists of column names/ },
    { params: { interactions: 'x0' }, code: 'bad_param', message: /lists of column names/ },
  ])('refuse $params', ({ params, code, message }) => {
    const refusal = expect.objectContaining({ code, message: expect.stringMatching(message) })
    expect(() => fit(part, params as unknown as Partial<BoostingParams>)).toThrow(refusal)
  })

  it('refuse monotone classes that have no order, and say why', () => {
    const classes = randomPart(1, { task: 'multiclass', rows: 40 })
    expect(() => fit(classes, { monotone: { x0: 1 } })).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringContaining('scores of all others') }),
    )
  })
})
