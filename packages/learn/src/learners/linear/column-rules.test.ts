import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOf, taskOf, toyPart } from '../../../test/learner-data.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { numericColumn, table } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { columnRules } from './column-rules.ts'
import { linear } from './linear.ts'
import type { LinearModel } from './model.ts'
import { type LinearParams, linearDefaults } from './set-up.ts'

const ctx = { seed: 1 }
const rules = (part: Parameters<typeof columnRules>[0], params: Partial<LinearParams>) =>
  columnRules(part, { ...linearDefaults, ...params })

/** Two columns from the source `course`, one strong and one weak, and two of their own. */
function sourced() {
  const { y, task } = toyPart('binary', { rows: 80 })
  const noise = (a: number) => y.map((_, i) => (i * a) % 17)
  const columns = [
    numericColumn(
      'course=1',
      y.map((v, i) => v + ((i * 3) % 5) / 4),
      'course',
    ),
    numericColumn('course=2', noise(5), 'course'),
    numericColumn('age', noise(7)),
    numericColumn(
      'score',
      y.map((v, i) => 3 * v + ((i * 7) % 11) / 11),
    ),
  ]
  return wholeOf(sample({ table: table(columns), y, task }))
}

describe('columnRules', () => {
  it('are absent where nothing was asked for', () => {
    expect(rules(sourced(), {})).toEqual({})
    expect(rules(sourced(), { strongFactor: 0.5 })).toEqual({})
  })

  it('take a factor from the name, then from the source, then from the strongest sources', () => {
    const { factors } = rules(sourced(), { strength: { course: 0.2, 'course=2': 3 } })
    expect([...factors!]).toEqual([0.2, 3, 1, 1])
    expect([...rules(sourced(), { strongColumns: 1 }).factors!]).toEqual([1, 1, 1, 0.1])
    expect([...rules(sourced(), { strongColumns: 2, strongFactor: 0.4 }).factors!]).toEqual([0.4, 0.4, 1, 0.4])
    expect([...rules(sourced(), { strongColumns: 1, strength: { score: 2 } }).factors!]).toEqual([1, 1, 1, 2])
    expect([...rules(sourced(), { strongColumns: 99 }).factors!]).toEqual([0.1, 0.1, 0.1, 0.1])
  })

  it('take the first by name of sources that are equally strong', () => {
    const { y, task } = toyPart('binary')
    const part = wholeOf(sample({ table: table(['b', 'a', 'c'].map(name => numericColumn(name, y))), y, task }))
    expect([...rules(part, { strongColumns: 2 }).factors!]).toEqual([0.1, 0.1, 1])
    expect([...rules(part, { strongColumns: 1 }).factors!]).toEqual([1, 0.1, 1])
  })

  it.each<[Partial<LinearParams>, string, RegExp]>([
    [{ strength: { corse: 1 } }, 'unknown_column', /strength names corse/],
    [{ signs: { course: 1 } }, 'unknown_column', /signs names course/],
    [{ strength: { age: 0 } }, 'bad_param', /strength of age/],
    [{ strength: { age: NaN } }, 'bad_param', /strength of age/],
    [{ signs: { age: 2 as 1 } }, 'bad_param', /sign of age must be 1 or -1, got 2/],
    [{ strongColumns: 1.5 }, 'bad_param', /strongColumns/],
    [{ strongFactor: 0 }, 'bad_param', /strongFactor/],
  ])('refuse %o', (params, code, message) => {
    expect(() => linear.fit(sourced(), params, ctx)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })

  it('refuse signs of a multinomial model', () => {
    for (const [kind, link] of [
      ['multiclass', 'cumulative'],
      ['ordinal', 'multinomial'],
    ] as const) {
      expect(() => linear.fit(toyPart(kind), { link, signs: { x0: 1 } }, ctx)).toThrow(expect.objectContaining({ code: 'bad_param' }))
    }
  })
})

type OneRow = Exclude<LinearModel, { form: 'multinomial' }>

/** What fit minimises, but for the absolute penalty, from the forecast alone. */
function smoothLoss(model: OneRow, part: ReturnType<typeof partOf>, lambda: number, l1Ratio: number, factors: readonly number[]): number {
  const { data, cols } = linear.predict(model, part.table)
  const weights = part.weights ?? part.y.map(() => 1)
  const total = weights.reduce((sum, w) => sum + w, 0)
  const loss = part.y.reduce((sum, y, i) => {
    const own = part.task.kind === 'regression' ? (y - data[i]) ** 2 / 2 : -Math.log(data[i * cols + y])
    return sum + (weights[i] / total) * own
  }, 0)
  return loss + (lambda * (1 - l1Ratio) * model.coefficients.reduce((sum, w, j) => sum + factors[j] * w * w, 0)) / 2
}

const cell = fc.double({ min: -3, max: 3, noNaN: true })
const rows = fc.array(fc.tuple(cell, cell, cell, fc.constantFrom(0, 1, 2)), { minLength: 12, maxLength: 25 })

describe.each<TaskKind>(['binary', 'ordinal', 'regression'])('signs in a %s task', kind => {
  it('hold, and the rest meets the optimality conditions', () => {
    const signs = fc.array(fc.constantFrom(-1, 0, 1), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(rows, signs, fc.constantFrom(0, 0.5, 1), (data, bound, l1Ratio) => {
        const X = data.map(([a, b, c]) => [a, 10 * b + 40, c + a])
        const y = data.map(r => (kind === 'binary' ? r[3] % 2 : r[3]))
        fc.pre(new Set(y).size === (kind === 'binary' ? 2 : 3))
        const part = partOf(
          X,
          y,
          taskOf(kind, kind === 'binary' ? 2 : 3),
          data.map(r => 1 + r[3]),
        )
        const lambda = 0.05
        const factors = [1, 0.3, 4]
        const params: Partial<LinearParams> = {
          lambda,
          l1Ratio,
          tolerance: 1e-12,
          strength: { x1: 0.3, x2: 4 },
          signs: Object.fromEntries(bound.flatMap((sign, j) => (sign === 0 ? [] : [[`x${j}`, sign as 1 | -1]]))),
        }
        const model = linear.fit(part, params, ctx) as OneRow
        expect(model.converged).toBe(true)
        model.coefficients.forEach((w, j) => {
          expect(w * bound[j]).toBeGreaterThanOrEqual(0)
          const h = 1e-5
          const at = (by: number) => {
            const coefficients = model.coefficients.map((v, l) => (l === j ? v + by : v))
            return smoothLoss({ ...model, coefficients }, part, lambda, l1Ratio, factors)
          }
          const slope = (at(h) - at(-h)) / (2 * h)
          const l1 = lambda * l1Ratio * factors[j]
          if (w !== 0) expect(Math.abs(slope + l1 * Math.sign(w))).toBeLessThan(1e-6)
          else {
            if (bound[j] >= 0) expect(slope + l1).toBeGreaterThan(-1e-6)
            if (bound[j] <= 0) expect(slope - l1).toBeLessThan(1e-6)
          }
        })
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  it('change nothing where the free optimum has them', () => {
    const part = toyPart(kind, { rows: 80 })
    const free = linear.fit(part, { tolerance: 1e-12 }, ctx) as OneRow
    const signs = Object.fromEntries(free.coefficients.map((w, j) => [`x${j}`, Math.sign(w) as 1 | -1]))
    const bound = linear.fit(part, { tolerance: 1e-12, signs }, ctx) as OneRow
    bound.coefficients.forEach((w, j) => {
      expect(w).toBeCloseTo(free.coefficients[j], 9)
    })
    const turned = linear.fit(
      part,
      { signs: Object.fromEntries(Object.entries(signs).map(([name, s]) => [name, -s as 1 | -1])) },
      ctx,
    ) as OneRow
    expect(turned.coefficients.slice(0, 2)).toEqual([0, 0])
  })
})

it('strongColumns give the model of the same strengths by name', () => {
  const part = sourced()
  const { columns: _, ...a } = linear.fit(part, { strongColumns: 2 }, ctx)
  const { columns: __, ...b } = linear.fit(part, { strength: { course: 0.1, score: 0.1 } }, ctx)
  expect(a).toEqual(b)
  expect(a).not.toMatchObject({ coefficients: (linear.fit(part, {}, ctx) as OneRow).coefficients })
})
