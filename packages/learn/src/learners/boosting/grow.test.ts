import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWorkspace, ordinaryWorkspace } from '../../kernel/workspace.ts'
import { createRandom } from '../../random.ts'
import { binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns } from '../../trees/column-values.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { leafOf, type Tree } from '../../trees/tree.ts'
import { depthOf } from '../../trees/tree-shap.ts'
import { UNCONSTRAINED } from './constraints.ts'
import { createGrower, type GrowParams, type Leaf } from './grow.ts'
import { fillHistogram, histogramLayout } from './histogram.ts'
import { pairsOf } from './pairs.test-data.ts'
import { findSplit } from './split.ts'
import { treeMemory } from './tree-memory.ts'

const params: GrowParams = {
  growth: 'leaf',
  maxLeaves: 8,
  maxDepth: 0,
  learningRate: 0.5,
  minRows: 3,
  minHessian: 0,
  minGain: 0,
  l1: 0,
  l2: 1,
  categorySmoothing: 1,
  minCategoryRows: 2,
}

function problem(seed: number) {
  const { table } = randomPart(seed, { task: 'regression', rows: 60, distinct: 9, missing: 0.15 })
  const random = createRandom(seed + 1)
  const noise = (low: number) => Float64Array.from({ length: table.rows }, () => low + random.next())
  const described = table.columns.map(describeColumn)
  const values = columnValues(table, described)
  const weights = noise(0.5)
  const binned = binColumns(values, described, weights, 255)
  const columns = Int32Array.from(described.keys())
  const rows = Int32Array.from({ length: table.rows }, (_, i) => i)
  return { g: noise(-0.5), h: noise(0.1), weights, values, isSet: setColumns(described), binned, columns, rows }
}

type Grown = Pick<ReturnType<typeof problem>, 'g' | 'h' | 'weights' | 'binned'>

/** A grower in memory of its own; it is given rows and columns, and other gradients where that is wished. */
function growing({ g, h, weights, binned }: Grown, own: GrowParams, kernel = true) {
  const n = binned.rows
  const workspace = kernel ? openWorkspace(1 << 22) : ordinaryWorkspace()
  const inside = { ...binned, bins: workspace.u8(binned.bins.length) }
  inside.bins.set(binned.bins)
  const weighing = workspace.f64(n)
  weighing.set(weights)
  const gh = workspace.f64(2 * n)
  const all = workspace.i32(n)
  const sizes = { rows: n, columns: binned.columns.length, maxBins: 255, params: own, everyRow: false }
  const data = { binned: inside, layout: histogramLayout(binned), weights: weighing, params: own, constraints: UNCONSTRAINED }
  const grow = createGrower(treeMemory(workspace, sizes, data), inside, own)
  return (rows: Int32Array, columns: Int32Array, gradients = g) => {
    gh.set(pairsOf(gradients, h))
    const part = all.subarray(0, rows.length)
    part.set(rows)
    return grow(gh, part, columns)
  }
}

/** Best-first growth with every histogram counted afresh: the gains of the splits made, in order. */
function gainsCounted({ g, h, binned, columns, rows: all }: ReturnType<typeof problem>, { maxLeaves, minRows }: GrowParams): number[] {
  const layout = histogramLayout(binned)
  const open = [[...all]]
  const gains: number[] = []
  while (open.length < maxLeaves) {
    const splits = open.map(rows => {
      const histogram = new Float64Array(layout.length)
      const node = { g: total(g, rows), h: total(h, rows), rows: rows.length }
      fillHistogram(histogram, binned, layout, columns, pairsOf(g, h), Int32Array.from(rows))
      return findSplit(histogram, layout, binned, columns, node, { ...params, minRows })
    })
    const at = splits.reduce((best, { gain }, i) => (gain > splits[best].gain ? i : best), 0)
    const { column, gain, set, lastLeft, missingLeft } = splits[at]
    if (column < 0) break
    const { kind, count } = binned.columns[column]
    const goesLeft = (i: number) => {
      const bin = binned.bins[column * binned.rows + i]
      if (kind === 'categorical') return set.includes(bin)
      return bin === count ? missingLeft : bin <= lastLeft
    }
    gains.push(gain)
    open.push(
      open[at].filter(goesLeft),
      open[at].filter(i => !goesLeft(i)),
    )
    open.splice(at, 1)
  }
  return gains
}

function total(of: Float64Array, rows: readonly number[]): number {
  return rows.reduce((sum, i) => sum + of[i], 0)
}

describe('createGrower', () => {
  it.each([
    { maxLeaves: 8, minRows: 3, maxDepth: 0 },
    { maxLeaves: 30, minRows: 1, maxDepth: 0 },
    { maxLeaves: 30, minRows: 2, maxDepth: 2 },
    { maxLeaves: 1, minRows: 1, maxDepth: 0 },
  ])('gives leaves their best value, their weight as cover, and holds the limits: %o', limits => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const { g, h, weights, values, isSet, binned, columns, rows } = problem(seed)
        const { tree, leaves } = growing({ g, h, weights, binned }, { ...params, ...limits })(rows, columns)
        expect(leaves.length).toBeLessThanOrEqual(limits.maxLeaves)
        if (limits.maxDepth > 0) expect(depthOf(tree)).toBeLessThanOrEqual(limits.maxDepth)
        for (const { node, begin, end } of leaves) {
          const own = [...rows].filter(i => leafOf(tree, values, isSet, i) === node)
          expect(own.length).toBe(end - begin)
          if (leaves.length > 1) expect(own.length).toBeGreaterThanOrEqual(limits.minRows)
          expect(tree.value[node]).toBeCloseTo((-0.5 * total(g, own)) / (total(h, own) + 1), 10)
          expect(tree.cover[node]).toBeCloseTo(total(weights, own), 10)
        }
        tree.column.forEach((column, node) => {
          if (column >= 0) expect(tree.cover[node]).toBeCloseTo(tree.cover[tree.left[node]] + tree.cover[tree.right[node]], 10)
        })
      }),
      { seed: 1, numRuns: 25 },
    )
  })

  it('splits best-first, and to the same gains as with every histogram counted', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const p = problem(seed)
        const { tree } = growing(p, params)(p.rows, p.columns)
        const gains = tree.column.flatMap((column, node) => {
          if (column < 0) return []
          const score = (under: number) => {
            const own = [...p.rows].filter(i => passes(tree, leafOf(tree, p.values, p.isSet, i), under))
            return total(p.g, own) ** 2 / (total(p.h, own) + 1)
          }
          return [score(tree.left[node]) + score(tree.right[node]) - score(node)]
        })
        const counted = gainsCounted(p, params)
        expect(gains.length).toBe(counted.length)
        const descending = (a: number, b: number) => b - a
        const expected = counted.sort(descending)
        gains.sort(descending).forEach((gain, s) => {
          expect(gain).toBeCloseTo(expected[s], 9)
        })
      }),
      { seed: 1, numRuns: 25 },
    )
  })

  it('level by level splits no leaf while one nearer to the root can be split, and of a level the most gaining first', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 12 }), (seed, maxLeaves) => {
        const p = problem(seed)
        const withLeaves = (leaves: number) => {
          const limits = { ...params, growth: 'depth', maxLeaves: leaves } as const
          return growing(p, limits)(p.rows, p.columns)
        }
        const before = withLeaves(maxLeaves)
        const after = withLeaves(maxLeaves + 1)
        // one leaf more is one split more: of the leaves of the smaller tree that can be split
        const [split] = before.leaves.filter(({ node }) => after.tree.column[node] >= 0)
        if (!split) return expect(after.tree).toEqual(before.tree)
        const alone = (leaf: Leaf) => {
          const rows = p.rows.filter(i => leafOf(before.tree, p.values, p.isSet, i) === leaf.node)
          return growing(p, { ...params, maxLeaves: 2 })(rows, p.columns).tree
        }
        const gainOf = (leaf: Leaf) => {
          const { value } = alone(leaf)
          const rows = p.rows.filter(i => leafOf(before.tree, p.values, p.isSet, i) === leaf.node)
          return value.length < 3 ? 0 : gained(p, rows, alone(leaf))
        }
        for (const other of before.leaves) {
          const gain = gainOf(other)
          if (gain > 0) expect(other.depth).toBeGreaterThanOrEqual(split.depth)
          if (other.depth === split.depth) expect(gain).toBeLessThanOrEqual(gainOf(split) + 1e-9)
        }
      }),
      { seed: 1, numRuns: 25 },
    )
  })

  it('grows the same tree again in the same memory', () => {
    const { g, h, weights, binned, columns, rows } = problem(3)
    const grow = growing({ g, h, weights, binned }, params)
    const first = grow(rows, columns).tree
    grow(rows, columns, h)
    expect(grow(rows, columns).tree).toEqual(first)
  })

  it('leaves columns alone that were not drawn, and rows too', () => {
    const { g, h, weights, binned, rows } = problem(4)
    const { tree } = growing({ g, h, weights, binned }, params)(rows.slice(0, 40), Int32Array.of(1, 3))
    expect(new Set(tree.column)).toEqual(new Set([-1, 1, 3]))
    expect(tree.cover[0]).toBeCloseTo(total(weights, [...rows.slice(0, 40)]), 10)
  })
})

/** What one split gains, by the definition. */
function gained(p: ReturnType<typeof problem>, rows: Int32Array, stump: Tree): number {
  const score = (own: readonly number[]) => total(p.g, own) ** 2 / (total(p.h, own) + 1)
  const sides = [1, 2].map(node => [...rows].filter(i => leafOf(stump, p.values, p.isSet, i) === node))
  return score(sides[0]) + score(sides[1]) - score([...rows])
}

function passes({ left, right }: { left: number[]; right: number[] }, leaf: number, under: number): boolean {
  if (under < 0) return false
  return leaf === under || passes({ left, right }, leaf, left[under]) || passes({ left, right }, leaf, right[under])
}
