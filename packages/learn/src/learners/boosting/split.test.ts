import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import { binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn } from '../../trees/column-values.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { fillHistogram, histogramLayout } from './histogram.ts'
import { pairsOf } from './pairs.test-data.ts'
import { leafScore } from './score.ts'
import { findSplit, type Split, type SplitParams } from './split.ts'

const plain: SplitParams = { minRows: 1, minHessian: 0, minGain: 0, l1: 0, l2: 0, categorySmoothing: 0, minCategoryRows: 1 }

function problem(seed: number, missing: number, columns = [0, 1, 2, 3]) {
  const { table } = randomPart(seed, { task: 'regression', rows: 24, distinct: 6, missing })
  const random = createRandom(seed + 1)
  const g = Float64Array.from({ length: table.rows }, () => random.next() - 0.5)
  const h = Float64Array.from({ length: table.rows }, () => 0.1 + random.next())
  const described = table.columns.map(describeColumn)
  const values = columnValues(table, described)
  const binned = binColumns(values, described, new Float64Array(table.rows).fill(1), 255)
  return { table, g, h, values, binned, columns: Int32Array.from(columns) }
}
type Problem = ReturnType<typeof problem>

function found({ g, h, binned, columns }: Problem, params: SplitParams): Split {
  const layout = histogramLayout(binned)
  const histogram = new Float64Array(layout.length)
  const rows = Int32Array.from(g.keys())
  fillHistogram(histogram, binned, layout, columns, pairsOf(g, h), rows)
  return findSplit(histogram, layout, binned, columns, { ...sum(g, h, [...rows]), rows: rows.length }, params)
}

function sum(g: Float64Array, h: Float64Array, rows: readonly number[]) {
  return { g: rows.reduce((s, i) => s + g[i], 0), h: rows.reduce((s, i) => s + h[i], 0) }
}

/** The definition: −Infinity where a child is too small. */
function gainOf({ g, h }: Problem, goesLeft: readonly boolean[], { minRows, minHessian, l1, l2 }: SplitParams): number {
  const rows = [...g.keys()]
  const sides = [rows.filter(i => goesLeft[i]), rows.filter(i => !goesLeft[i])].map(side => ({ ...sum(g, h, side), rows: side.length }))
  if (sides.some(side => side.rows < minRows || side.h < minHessian)) return -Infinity
  const all = sum(g, h, rows)
  return sides.reduce((gain, side) => gain + leafScore(side.g, side.h, l1, l2), -leafScore(all.g, all.h, l1, l2))
}

/** Every split there is: all cuts and all sets of values, with missing on either side. O(n d 2^values). */
function bestOfAll(p: Problem, params: SplitParams): number {
  let best = 0
  for (const j of p.columns) {
    const values = [...p.values[j]]
    const distinct = [...new Set(values.filter(v => !Number.isNaN(v)))].sort((a, b) => a - b)
    const isSet = j === 1
    const sides = isSet
      ? Array.from({ length: 1 << distinct.length }, (_, mask) => distinct.filter((_, at) => mask & (1 << at)))
      : distinct.map((_, at) => distinct.slice(0, at + 1))
    for (const left of sides) {
      for (const missingLeft of [false, true]) {
        const goesLeft = values.map(v => (Number.isNaN(v) ? missingLeft : left.includes(v)))
        best = Math.max(best, gainOf(p, goesLeft, params))
      }
    }
  }
  return best
}

/** Where the rows go by the split that was found. */
function sidesOf({ binned, g }: Problem, { column, set, lastLeft, missingLeft }: Split): boolean[] {
  const { kind, count } = binned.columns[column]
  return Array.from(g, (_, i) => {
    const bin = binned.bins[column * binned.rows + i]
    if (kind === 'categorical') return set.includes(bin)
    return bin === count ? missingLeft : bin <= lastLeft
  })
}

describe('findSplit', () => {
  it.each([
    { name: 'all columns, none missing', missing: 0, columns: [0, 1, 2, 3], params: plain },
    { name: 'all columns, a third missing', missing: 0.33, columns: [0, 1, 2, 3], params: plain },
    { name: 'levels alone', missing: 0.2, columns: [1], params: plain },
    {
      name: 'numbers with limits and penalties',
      missing: 0.2,
      columns: [0, 2, 3],
      params: { ...plain, minRows: 4, minHessian: 3, l1: 0.3, l2: 1 },
    },
  ])('gains as much as the best of all splits: $name', ({ missing, columns, params }) => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const p = problem(seed, missing, columns)
        const split = found(p, params)
        expect(split.gain).toBeCloseTo(bestOfAll(p, params), 9)
        if (split.column >= 0) expect(gainOf(p, sidesOf(p, split), params)).toBeCloseTo(split.gain, 9)
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  it('holds the limits on levels too', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const p = problem(seed, 0.2, [1])
        const params = { ...plain, minRows: 4, minHessian: 2, l2: 1, categorySmoothing: 5, minCategoryRows: 3 }
        const split = found(p, params)
        if (split.column >= 0) expect(gainOf(p, sidesOf(p, split), params)).toBeCloseTo(split.gain, 9)
        for (const bin of split.set) expect([...p.binned.bins.subarray(24, 48)].filter(b => b === bin).length).toBeGreaterThanOrEqual(3)
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  it('finds nothing where all rows want the same', () => {
    const p = problem(7, 0.2)
    expect(found({ ...p, g: p.g.map(() => 0.7), h: p.h.map(() => 0.3) }, plain)).toMatchObject({ column: -1, gain: 0 })
  })

  it('parts the missing from the rest when that is what matters', () => {
    const p = problem(7, 0.3, [0])
    const split = found({ ...p, g: p.values[0].map(v => (Number.isNaN(v) ? 1 : -1)) }, plain)
    const missing = [...p.values[0]].map(Number.isNaN)
    expect(sidesOf(p, split)).toEqual(missing.map(m => m === split.missingLeft))
  })

  it('sends missing to the child with more rows when none was missing', () => {
    const p = problem(7, 0, [0])
    const ordered = [...p.values[0]].sort((a, b) => a - b)
    for (const cut of [ordered[5], ordered[18]]) {
      const split = found({ ...p, g: p.values[0].map(v => (v <= cut ? 1 : -1)) }, plain)
      const left = sidesOf(p, split).filter(Boolean).length
      expect(split.missingLeft).toBe(left > 12)
    }
  })

  it('lists the smaller side of the levels when none was missing', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const p = problem(seed, 0, [1])
        expect(sidesOf(p, found(p, plain)).filter(Boolean).length).toBeLessThanOrEqual(12)
      }),
      { seed: 1, numRuns: 30 },
    )
  })
})
