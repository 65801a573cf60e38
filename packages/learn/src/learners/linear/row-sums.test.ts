import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOf, taskOf, toyPart } from '../../../test/learner-data.ts'
import { bytesFor, openWorkspace, ordinaryWorkspace } from '../../kernel/workspace.ts'
import { createRandom } from '../../random.ts'
import type { TaskKind } from '../../task.ts'
import { fitLinear } from './fit.ts'
import { weightedGram } from './gram.ts'
import { linear } from './linear.ts'
import { logisticRows } from './logistic-rows.ts'
import { bytesOfProblem, createRowSums } from './row-sums.ts'
import { type LinearParams, linearDefaults } from './set-up.ts'
import { addScaled } from './vector.ts'

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 150 }),
  m: fc.integer({ min: 1, max: 23 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
})

/** The same rows with the kernel and without it. */
function bothWays(n: number, m: number, seed: number) {
  const random = createRandom(seed)
  const draw = () => (random.next() - 0.5) * 4
  const X = Float64Array.from({ length: n * m }, draw)
  const v = Float64Array.from({ length: n }, draw)
  const w = Float64Array.from({ length: m }, draw)
  const workspace = openWorkspace(bytesOfProblem(n, m, 2) + 8 * bytesFor(n, 8))
  expect(workspace.calls).toBeDefined()
  return [workspace, ordinaryWorkspace()].map(own => {
    const sums = createRowSums(own, n, m)
    sums.X.data.set(X)
    const filled = (values: Float64Array) => {
      const array = sums.array(values.length)
      array.set(values)
      return array
    }
    return { sums, v: filled(v), w: filled(w), close: own.close }
  })
}

describe('the kernel’s sums over rows are their twins’, bit for bit', () => {
  it('scores', () => {
    fc.assert(
      fc.property(shapes, fc.nat(149), ({ n, m, seed }, skipped) => {
        const from = skipped % n
        const [ours, twin] = bothWays(n, m, seed).map(({ sums, w, close }) => {
          const out = sums.array(n - from)
          sums.dots(w, from, out)
          close()
          return [...out]
        })
        expect(ours).toEqual(twin)
      }),
      { seed: 1 },
    )
  })

  it('sums of weighted rows', () => {
    fc.assert(
      fc.property(shapes, fc.nat(149), ({ n, m, seed }, skipped) => {
        const from = skipped % n
        const [ours, twin] = bothWays(n, m, seed).map(({ sums, v, w, close }) => {
          sums.addRows(v.subarray(from), from, w)
          close()
          return [...w]
        })
        expect(ours).toEqual(twin)
      }),
      { seed: 2 },
    )
  })

  it('second moments', () => {
    fc.assert(
      fc.property(shapes, ({ n, m, seed }) => {
        const [ours, twin] = bothWays(n, m, seed).map(({ sums, v, close }) => {
          sums.gram(v) // a second call must not see the first
          const triangle = [...sums.gram(v)]
          close()
          return triangle
        })
        expect(ours).toEqual(twin)
      }),
      { seed: 3 },
    )
  })

  it('loss, pull and bend of a row', () => {
    const random = createRandom(4)
    const edges = [0, -0, 1e-300, 1e-17, 1e-16, 2e-16, 40, -40, 800, -800, 745.14, -1e308, Infinity, -Infinity, 2 ** -28, NaN]
    // where e^−|t| passes the borders of log1p: √2 − 1, 2^−29, 2^−54
    const borders = [0.881373587, 20.1012682, 37.4299478]
    const around = borders.flatMap(t => Array.from({ length: 400 }, (_, i) => (i % 2 ? t : -t) * (1 + (i - 200) * 1e-6)))
    const spread = Array.from({ length: 20_000 }, (_, i) => (random.next() - 0.5) * [0.1, 3, 12, 90, 1500][i % 5])
    const scores = [...edges, ...around, ...spread]
    const n = scores.length
    for (const finite of [true, false]) {
      const [ours, twin] = bothWays(n, 1, 5).map(({ sums, close }) => {
        const arrays = Array.from({ length: 5 }, () => sums.array(n + 1))
        arrays[0].set(scores.map(s => (finite && !Number.isFinite(s) ? 1 : s)))
        arrays[1].set(scores.map((_, i) => i % 2))
        arrays[2].set(scores.map((_, i) => 1 / (1 + (i % 7))))
        const run = (from: number, to: number, sum: number) => {
          const [eta, y, weights, pull, bend] = arrays.map(array => array.subarray(from, to))
          return logisticRows(sums.calls, eta, y, weights, pull, bend, sum)
        }
        const total = run(0, n, 0.25)
        const answers = [total, ...arrays[3].subarray(0, n), ...arrays[4].subarray(0, n)]
        // one by one: a long sum swallows a last digit
        for (let i = 0; i < n; i++) answers.push(run(i, i + 1, 0))
        close()
        return answers
      })
      expect(ours).toEqual(twin)
    }
  })
})

it('weightedGram is its definition, in the order of the rows', () => {
  fc.assert(
    fc.property(shapes, ({ n, m, seed }) => {
      const [, { sums, v }] = bothWays(n, m, seed)
      const { data } = sums.X
      const out = new Float64Array(m * m).fill(-1)
      weightedGram(sums.X, v, out)
      for (let j = 0; j < m; j++) {
        const row = new Float64Array(m)
        for (let i = 0; i < n; i++) addScaled(v[i] * data[i * m + j], data, i * m, row, 0, j + 1)
        expect([...out.subarray(j * m, (j + 1) * m)]).toEqual([...row.map((sum, l) => (l <= j ? sum : -1))])
      }
    }),
    { seed: 6, numRuns: 30 },
  )
})

const cases: readonly [string, TaskKind, Partial<LinearParams>][] = [
  ['a logistic model', 'binary', {}],
  ['a logistic lasso', 'binary', { l1Ratio: 1 }],
  ['a logistic model without penalty', 'binary', { lambda: 0 }],
  ['a multinomial model', 'multiclass', {}],
  ['a multinomial model of one lasso', 'multiclass', { l1Ratio: 0.7 }],
  ['a cumulative model', 'ordinal', {}],
  ['a multinomial model of an ordinal task', 'ordinal', { link: 'multinomial' }],
  ['least squares', 'regression', {}],
]

describe('without the kernel linear fits the same model, bit for bit:', () => {
  it.each(cases)('%s', (_, kind, params) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 700 }),
        fc.integer({ min: 2, max: 14 }),
        fc.integer({ min: 1, max: 1e6 }),
        (rows, columns, seed) => {
          const part = toyPart(kind, { rows, columns, seed })
          const model = linear.fit(part, params, { seed: 1 })
          expect(fitLinear(part, { ...linearDefaults, ...params }, { seed: 1 }, ordinaryWorkspace)).toEqual(model)
        },
      ),
      { seed: 7, numRuns: 12 },
    )
  })

  it('of many columns, by L-BFGS', () => {
    const part = toyPart('multiclass', { rows: 90, columns: 60, classes: 7 })
    const model = linear.fit(part, {}, { seed: 1 })
    expect(fitLinear(part, linearDefaults, { seed: 1 }, ordinaryWorkspace)).toEqual(model)
  })

  it('of no column and of constant ones', () => {
    for (const X of [
      [[], [], []],
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    ]) {
      for (const kind of ['binary', 'multiclass', 'ordinal', 'regression'] as const) {
        const part = partOf(X, kind === 'binary' ? [0, 1, 1] : [0, 1, 2], taskOf(kind))
        const model = linear.fit(part, {}, { seed: 1 })
        expect(fitLinear(part, linearDefaults, { seed: 1 }, ordinaryWorkspace)).toEqual(model)
      }
    }
  })
})
