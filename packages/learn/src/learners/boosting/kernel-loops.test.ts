import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutKernel } from '../../kernel/plain-module.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { boosting } from './boosting.ts'
import type { BoostingModel } from './model.ts'
import type { BoostingParams } from './params.ts'

const kinds = ['binary', 'multiclass', 'ordinal', 'regression'] as const

/** Everything that makes the loops go another way. */
const settings = fc.record({
  rounds: fc.constant(4),
  learningRate: fc.constant(0.5),
  growth: fc.constantFrom('leaf', 'depth'),
  maxLeaves: fc.constantFrom(2, 7, 40),
  maxDepth: fc.constantFrom(0, 3),
  minRows: fc.constantFrom(1, 2, 9),
  minHessian: fc.constantFrom(0, 0.5),
  minGain: fc.constantFrom(0, 0.05),
  l1: fc.constantFrom(0, 0.2),
  l2: fc.constantFrom(0, 1),
  maxBins: fc.constantFrom(2, 9, 255),
  rowShare: fc.constantFrom(1, 0.6),
  columnShare: fc.constantFrom(1, 0.6),
  interactions: fc.constantFrom([], [['x0', 'c0']]),
  seeds: fc.constantFrom(1, 2),
}) satisfies fc.Arbitrary<Partial<BoostingParams>>

function bothWays(part: Parameters<typeof boosting.fit>[0], params: Partial<BoostingParams>) {
  const fit = () => JSON.stringify(boosting.fit(part, params, { seed: 1 }))
  return { kernel: fit(), twin: withoutKernel(fit) }
}

describe('boosting in the kernel', () => {
  it.each(kinds)('grows the trees of its twin, bit for bit: %s', task => {
    fc.assert(
      fc.property(fc.nat(), settings, fc.boolean(), fc.integer({ min: 1, max: 90 }), (seed, params, weights, rows) => {
        const part = randomPart(seed, { task, rows, missing: seed % 3 === 0 ? 0 : 0.2, weights })
        const { kernel, twin } = bothWays(part, params)
        expect(kernel).toBe(twin)
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  it('keeps monotone columns as its twin does', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const part = randomPart(seed, { task: 'regression', rows: 80, missing: 0.1 })
        const { kernel, twin } = bothWays(part, { rounds: 5, monotone: { x0: 1, c1: -1 } })
        expect(kernel).toBe(twin)
      }),
      { seed: 1, numRuns: 20 },
    )
  })

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('breaks ties as its twin does, by the name of the column: levels %s, numbers %s', (levels, numbers) => {
    const codes = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 1 : 0))
    const columns = [categoricalColumn(levels, codes, ['no', 'yes']), numericColumn(numbers, Float64Array.from(codes))]
    const y = Float64Array.from(codes, code => 4 * code) // their mean is 1: sums without rounding
    const part = wholeOf(sample({ table: table(columns), y, task: { kind: 'regression' } }))
    const { kernel, twin } = bothWays(part, { rounds: 1, categorySmoothing: 0 })
    expect(kernel).toBe(twin)
    const { column } = (JSON.parse(kernel) as BoostingModel).trees[0]
    expect(columns[column[0]].name).toBe('a')
  })

  // more rows than one block of sums
  it.each([true, false])('adds up blocks of many rows as its twin does, weights: %s', weights => {
    const part = randomPart(5, { task: 'binary', rows: 140_000, missing: 0.1, weights })
    const { kernel, twin } = bothWays(part, { rounds: 2, growth: 'depth', maxLeaves: 8 })
    expect(kernel).toBe(twin)
  })

  it.each([1e-170, 1e-155, 1e-140, 1e-100, 1e100, 1e145, 1e150, 1e155, 1e170])(
    'grows the trees of its twin where squares vanish or overflow: targets of %f',
    scale => {
      const part = randomPart(7, { task: 'regression', rows: 60, missing: 0.2 })
      const scaled = { ...part, y: part.y.map(v => v * scale) }
      for (const params of [{ l2: 0 }, { l2: 1, minRows: 1 }]) {
        const { kernel, twin } = bothWays(scaled, { rounds: 3, ...params })
        expect(kernel).toBe(twin)
      }
    },
  )

  it('gives its memory back when it is stopped', () => {
    const part = randomPart(6, { task: 'regression', rows: 50 })
    for (let i = 0; i < 50; i++) {
      let steps = 0
      const signal = {
        get aborted() {
          return steps++ > 3
        },
      }
      expect(() => boosting.fit(part, { rounds: 50 }, { seed: 1, signal })).toThrow(/stopped/)
    }
    const { kernel, twin } = bothWays(part, { rounds: 5 })
    expect(kernel).toBe(twin)
  })
})
