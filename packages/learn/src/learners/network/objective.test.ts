import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordinaryWorkspace } from '../../kernel/workspace.ts'
import { createRandom } from '../../random.ts'
import type { TaskKind } from '../../task.ts'
import { layersOf, sizeOf } from './layers.ts'
import { createObjective } from './objective.ts'
import { createPass } from './pass.ts'

const n = 6
const rows = [0, 2, 3, 5]

/** Batches of three: the four rows take two. */
const most = 3

function problem(kind: TaskKind, seed: number, hidden: readonly number[]) {
  const random = createRandom(seed)
  const draw = () => random.next() * 2 - 1
  const k = kind === 'regression' ? 1 : kind === 'binary' ? 2 : 4
  const sizes = [3, ...hidden, kind === 'multiclass' ? k : 1]
  const layers = layersOf(sizes)
  const cuts = kind === 'ordinal' ? k - 1 : 0
  const data = {
    X: Float64Array.from({ length: 3 * n }, draw),
    y: Float64Array.from({ length: n }, () => (kind === 'regression' ? draw() : random.int(k))),
    weights: Float64Array.from({ length: n }, () => 0.5 + random.next()),
  }
  const theta = Float64Array.from({ length: sizeOf(layers) + cuts }, draw)
  return { objective: createObjective(createPass(layers, most, ordinaryWorkspace()), kind, cuts, data), theta, sizes, k, ...data }
}

/** The loss as the docs define it, every sum written out. */
function byDefinition({ theta, sizes, k, X, y, weights }: ReturnType<typeof problem>, kind: TaskKind): number {
  let total = 0
  for (const i of rows) {
    let values = [X[3 * i], X[3 * i + 1], X[3 * i + 2]]
    let at = 0
    sizes.slice(1).forEach((outputs, l) => {
      const input = values
      const weightsAt = at
      const biasesAt = at + input.length * outputs
      at = biasesAt + outputs
      values = Array.from({ length: outputs }, (_, o) =>
        input.reduce((sum, v, j) => sum + theta[weightsAt + o * input.length + j] * v, theta[biasesAt + o]),
      )
      if (l < sizes.length - 2) values = values.map(v => Math.max(0, v))
    })
    const s = (v: number) => 1 / (1 + Math.exp(-v))
    let p = 0
    if (kind === 'regression') total += (weights[i] * (y[i] - values[0]) ** 2) / 2
    if (kind === 'binary') p = y[i] === 1 ? s(values[0]) : 1 - s(values[0])
    if (kind === 'multiclass') p = Math.exp(values[y[i]]) / values.reduce((sum, v) => sum + Math.exp(v), 0)
    if (kind === 'ordinal') {
      const thresholds = [theta[at], theta[at] + Math.exp(theta[at + 1]), theta[at] + Math.exp(theta[at + 1]) + Math.exp(theta[at + 2])]
      const upTo = (c: number) => (c < 0 ? 0 : c === k - 1 ? 1 : s(thresholds[c] - values[0]))
      p = upTo(y[i]) - upTo(y[i] - 1)
    }
    if (kind !== 'regression') total -= weights[i] * Math.log(p)
  }
  return total / rows.length
}

describe.each<TaskKind>(['binary', 'multiclass', 'ordinal', 'regression'])('%s', kind => {
  it.each([[[]], [[5]], [[4, 3]]])('has the loss of its definition with hidden layers %j', hidden => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), seed => {
        const given = problem(kind, seed, hidden)
        expect(given.objective.value(given.theta, rows)).toBeCloseTo(byDefinition(given, kind), 11)
      }),
      { seed: 1, numRuns: 30 },
    )
  })

  it.each([[[]], [[5]], [[4, 3]]])('has the gradient of its value with hidden layers %j', hidden => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), seed => {
        const { objective, theta } = problem(kind, seed, hidden)
        const gradient = new Float64Array(theta.length)
        objective.gradient(theta, rows, gradient)
        const h = 1e-6
        gradient.forEach((slope, p) => {
          const at = (by: number) => {
            const moved = Float64Array.from(theta)
            moved[p] += by
            return objective.value(moved, rows)
          }
          const [low, middle, high] = [at(-h), at(0), at(h)]
          // beside a kink of the ReLU the two one-sided differences disagree: there is no derivative to compare with
          if (Math.abs(high - 2 * middle + low) > 1e-8) return
          expect(Math.abs(slope - (high - low) / (2 * h))).toBeLessThan(1e-7)
        })
      }),
      { seed: 1, numRuns: 15 },
    )
  })

  it('drops hidden units from value and gradient alike', () => {
    const { objective, theta } = problem(kind, 3, [4])
    // a unit that is always dropped is a unit whose outgoing weights are 0, and it learns nothing
    const gradient = new Float64Array(theta.length)
    let unit = 0
    objective.gradient(theta, rows, gradient, () => (unit++ % 4 === 1 ? 0 : 1))
    const without = Float64Array.from(theta)
    const outputs = kind === 'multiclass' ? 4 : 1
    for (let o = 0; o < outputs; o++) without[16 + o * 4 + 1] = 0
    const expected = new Float64Array(theta.length)
    objective.gradient(without, rows, expected)
    for (let o = 0; o < outputs; o++) expected[16 + o * 4 + 1] = 0
    gradient.forEach((slope, p) => {
      expect(slope).toBeCloseTo(expected[p], 12)
    })
    expect([...gradient.subarray(3, 6), gradient[13]]).toEqual([0, 0, 0, 0])
  })
})
