import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordinaryWorkspace } from '../../kernel/workspace.ts'
import { logSumExp } from '../../math/index.ts'
import { type Matrix, matrix } from '../../matrix.ts'
import { createRandom } from '../../random.ts'
import { cumulativeObjective } from './cumulative-objective.ts'
import { logisticObjective } from './logistic.ts'
import { multinomialObjective } from './multinomial-objective.ts'
import type { Objective } from './objective.ts'
import { createRowSums, type RowSums } from './row-sums.ts'

const n = 9
const d = 2
const k = 4

interface Rows {
  readonly X: Matrix
  readonly codes: Int32Array
  readonly weights: Float64Array
}

function rowsOf(seed: number, classes: number): Rows {
  const random = createRandom(seed)
  const X = matrix(
    n,
    d,
    Array.from({ length: n * d }, () => random.next() * 4 - 2),
  )
  return {
    X,
    codes: Int32Array.from({ length: n }, (_, i) => (i < classes ? i : random.int(classes))),
    weights: Float64Array.from({ length: n }, () => (0.2 + random.next()) / n),
  }
}

/** Each objective with a point inside its domain and the plain definition of its loss for one row. */
const cases = {
  logistic(seed: number) {
    const { X, codes, weights } = rowsOf(seed, 2)
    const at = point(seed, 1 + d)
    const l2 = Float64Array.of(0, 0.3, 0.1)
    let sum = 0.15 * at[1] ** 2 + 0.05 * at[2] ** 2
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-at[0] - at[1] * X.data[i * d] - at[2] * X.data[i * d + 1]))
      sum -= weights[i] * Math.log(codes[i] === 1 ? p : 1 - p)
    }
    return { objective: logisticObjective(sumsOf(X, true), Float64Array.from(codes), weights)(l2), at, byDefinition: sum }
  },
  multinomial(seed: number) {
    const { X, codes, weights } = rowsOf(seed, k)
    const m = 1 + d
    const at = point(seed, k * m)
    const l2 = at.map((_, j) => (j % m === 0 ? 0 : 0.2))
    let sum = 0
    for (let j = 0; j < at.length; j++) sum += (l2[j] * at[j] ** 2) / 2
    for (let j = 0; j < m; j++) sum += at.reduce((s, v, p) => (p % m === j ? s + v : s), 0) ** 2 / (2 * k)
    for (let i = 0; i < n; i++) {
      const eta = Array.from({ length: k }, (_, c) => at[c * m] + at[c * m + 1] * X.data[i * d] + at[c * m + 2] * X.data[i * d + 1])
      sum += weights[i] * (logSumExp(eta) - eta[codes[i]])
    }
    return { objective: multinomialObjective(sumsOf(X, true), codes, weights, k)(l2, true), at, byDefinition: sum }
  },
  cumulative(seed: number) {
    const { X, codes, weights } = rowsOf(seed, k)
    const q = k - 1
    const at = point(seed, q + d)
    at.subarray(0, q).sort()
    for (let c = 1; c < q; c++) at[c] = Math.max(at[c], at[c - 1] + 0.1)
    const l2 = at.map((_, j) => (j < q ? 0 : 0.2))
    let sum = 0.1 * (at[q] ** 2 + at[q + 1] ** 2)
    for (let i = 0; i < n; i++) {
      const eta = at[q] * X.data[i * d] + at[q + 1] * X.data[i * d + 1]
      const upTo = (c: number) => (c < 0 ? 0 : c >= q ? 1 : 1 / (1 + Math.exp(eta - at[c])))
      sum -= weights[i] * Math.log(upTo(codes[i]) - upTo(codes[i] - 1))
    }
    return { objective: cumulativeObjective(sumsOf(X, false), codes, weights, q)(l2), at, byDefinition: sum }
  },
} satisfies Record<string, (seed: number) => { objective: Objective; at: Float64Array; byDefinition: number }>

/** The rows as an objective takes them, with a column of ones first or without. */
function sumsOf({ data }: Matrix, ones: boolean): RowSums {
  const m = (ones ? 1 : 0) + d
  const sums = createRowSums(ordinaryWorkspace(), n, m)
  for (let i = 0; i < n; i++) sums.X.data.set([...(ones ? [1] : []), ...data.subarray(i * d, (i + 1) * d)], i * m)
  return sums
}

function point(seed: number, size: number): Float64Array {
  const random = createRandom(seed + 1000)
  return Float64Array.from({ length: size }, () => random.next() * 3 - 1.5)
}

const seeds = fc.integer({ min: 1, max: 1e6 })

describe.each(Object.entries(cases))('the %s objective', (_, make) => {
  it('is its definition', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const { objective, at, byDefinition } = make(seed)
        expect(objective.value(at)).toBeCloseTo(byDefinition, 10)
        expect(objective.gradient(at, new Float64Array(at.length))).toBeCloseTo(byDefinition, 10)
      }),
      { seed: 1, numRuns: 40 },
    )
  })

  it('has the gradient that finite differences show', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const { objective, at } = make(seed)
        const gradient = new Float64Array(at.length)
        objective.gradient(at, gradient)
        at.forEach((v, j) => {
          const h = 1e-5
          const up = objective.value(at.with(j, v + h))
          const down = objective.value(at.with(j, v - h))
          expect(gradient[j]).toBeCloseTo((up - down) / (2 * h), 7)
        })
      }),
      { seed: 2, numRuns: 40 },
    )
  })

  it('has the second derivatives that finite differences of the gradient show', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const { objective, at } = make(seed)
        const m = at.length
        const hessian = new Float64Array(m * m)
        objective.hessian(at, hessian)
        const up = new Float64Array(m)
        const down = new Float64Array(m)
        at.forEach((v, j) => {
          const h = 1e-5
          objective.gradient(at.with(j, v + h), up)
          objective.gradient(at.with(j, v - h), down)
          for (let l = j; l < m; l++) expect(hessian[l * m + j]).toBeCloseTo((up[l] - down[l]) / (2 * h), 6)
        })
      }),
      { seed: 3, numRuns: 40 },
    )
  })
})

it('a cumulative objective is infinite where thresholds are not in order', () => {
  const { objective, at } = cases.cumulative(5)
  const crossed = at.with(1, at[0] - 0.1)
  expect(objective.value(crossed)).toBe(Infinity)
  expect(objective.gradient(crossed, new Float64Array(at.length))).toBe(Infinity)
})
