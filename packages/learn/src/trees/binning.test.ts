import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutKernel } from '../kernel/plain-module.ts'
import { openWorkspace } from '../kernel/workspace.ts'
import { createRandom } from '../random.ts'
import { type Binned, binColumns, openBinner } from './binning.ts'
import type { TreeColumn } from './column-values.ts'

const numeric: TreeColumn = { kind: 'numeric', name: 'x' }
const levels = (count: number): TreeColumn => ({
  kind: 'categorical',
  name: 'c',
  levels: Array.from({ length: count }, (_, c) => `${c}`),
  ordered: false,
})
const bin = (column: TreeColumn, values: number[], maxBins = 255, weights = values.map(() => 1)): Binned =>
  binColumns([Float64Array.from(values)], [column], Float64Array.from(weights), maxBins)

describe('binColumns', () => {
  it('gives each distinct number a bin, cut half-way, and missing the one after', () => {
    const { columns, bins } = bin(numeric, [3, 1, NaN, 1, 2])
    expect(columns).toEqual([{ kind: 'numeric', count: 3, cuts: Float64Array.of(1.5, 2.5, Number.MAX_VALUE) }])
    expect([...bins]).toEqual([2, 0, 3, 0, 1])
  })

  it.each([
    { name: 'neighbours on the floating-point grid', low: 1 + Number.EPSILON, high: 1 + 2 * Number.EPSILON },
    { name: 'the largest numbers', low: -Number.MAX_VALUE, high: Number.MAX_VALUE },
    { name: 'the smallest numbers', low: 0, high: Number.MIN_VALUE },
  ])('parts $name', ({ low, high }) => {
    expect([...bin(numeric, [high, low]).bins]).toEqual([1, 0])
  })

  it('takes 0 and −0 for one value', () => {
    expect([...bin(numeric, [0, -0, 1]).bins]).toEqual([0, 0, 1])
  })

  it('keeps no bin for a column that is always missing', () => {
    const { columns, bins } = bin(numeric, [NaN, NaN])
    expect([columns[0].count, ...bins]).toEqual([0, 0, 0])
  })

  it('keeps order and never parts equal values, whatever the number of bins', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 12 }),
        (values, max) => {
          const { columns, bins } = bin(numeric, values, max)
          const { count } = columns[0]
          expect(count).toBeLessThanOrEqual(max)
          values.forEach((a, i) => {
            if (Number.isNaN(a)) expect(bins[i]).toBe(count)
            else {
              const above = values.flatMap((b, j) => (a <= b ? [bins[j]] : []))
              const same = values.flatMap((b, j) => (a === b ? [bins[j]] : []))
              expect(Math.min(...above)).toBe(bins[i])
              expect(new Set(same).size).toBe(1)
            }
          })
        },
      ),
      { seed: 1 },
    )
  })

  it('spreads the weight evenly when bins are few, and leaves a heavy value its own bin', () => {
    const values = Array.from({ length: 100 }, (_, i) => i)
    const weights = values.map(i => (i === 50 ? 100 : 1))
    const sums = new Float64Array(4)
    bin(numeric, values, 4, weights).bins.forEach((b, i) => {
      sums[b] += weights[i]
    })
    expect([...sums]).toEqual([50, 100, 25, 24])
  })

  it('bins the levels that rows have, by code', () => {
    const { columns, bins } = bin(levels(5), [4, 1, NaN, 4])
    expect(columns).toEqual([{ kind: 'categorical', count: 2, codes: [1, 4] }])
    expect([...bins]).toEqual([1, 0, 2, 1])
  })

  it('treats the rarest levels as missing when there are more levels than bins', () => {
    const { columns, bins } = bin(levels(4), [0, 1, 1, 2, 3, 3], 2)
    expect(columns[0]).toMatchObject({ codes: [1, 3] })
    expect([...bins]).toEqual([2, 0, 0, 2, 1, 1])
  })
})

describe('binning in the kernel', () => {
  const numbers = fc.array(
    fc.oneof(
      fc.constantFrom(0, -0, NaN, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 1, -1, 0.1, 1e-300),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -20, max: 20 }),
    ),
    { maxLength: 400 },
  )

  it('makes the bins of its twin, bit for bit', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 255 }), fc.boolean(), (values, maxBins, weighted) => {
        const column = Float64Array.from(values)
        const weights = column.map((_, i) => (weighted ? 0.1 + ((i * 7) % 5) : 1))
        const made = () => binColumns([column], [{ kind: 'numeric', name: 'x' }], weights, maxBins)
        expect(made()).toEqual(withoutKernel(made))
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it.each([2, 255])('sorts many values of every size: %i bins', maxBins => {
    const random = createRandom(maxBins)
    const column = Float64Array.from({ length: 30_000 }, () => (random.next() - 0.5) * [1e-200, 1e-3, 1, 1e9, 1e200][random.int(5)])
    const made = () => binColumns([column], [{ kind: 'numeric', name: 'x' }], new Float64Array(column.length).fill(1), maxBins)
    expect(made()).toEqual(withoutKernel(made))
  })

  it.each([1, 2, 3, 5, 9])('bins five columns, %i at once, as one after another', atOnce => {
    const random = createRandom(5)
    const values = Array.from({ length: 5 }, (_, j) => Float64Array.from({ length: 200 }, () => (random.int(9) ? random.int(9 ** j) : NaN)))
    const described = values.map((_, j): TreeColumn => (j === 2 ? levels(81) : { kind: 'numeric', name: `x${j}` }))
    const weights = new Float64Array(200).fill(1)
    const bins = new Uint8Array(1000)
    const binner = openBinner(weights, { maxBins: 20, threads: { count: 2, openWorkspace, stop() {} }, atOnce })
    const columns = binner.bin(values, described, bins)
    binner.close()
    expect({ rows: 200, columns, bins }).toEqual(binColumns(values, described, weights, 20))
  })
})
