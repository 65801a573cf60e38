import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutKernel } from '../kernel/plain-module.ts'
import { lopsidedTree, randomTrees, randomValues } from './random-trees.test-data.ts'
import { shapley } from './shapley.test-data.ts'
import { childOf, leafOf, type Tree } from './tree.ts'
import { createWalkedShap } from './tree-shap.test-data.ts'
import { createTreeShap, depthOf, expectedValue } from './tree-shap.ts'
import { treeShares } from './tree-shares.ts'
import type { TreeSum } from './tree-sum.ts'

const isSet = [false, true, false, true, false]

/** What a tree says of output o of a row of which only some columns are known: the others go both ways, by cover. */
function knowing(tree: Tree, known: number, values: Float64Array[], sets: readonly boolean[], i: number, node = 0): number {
  const column = tree.column[node]
  if (column < 0) return tree.value[node]
  if (known & (1 << column)) return knowing(tree, known, values, sets, i, childOf(tree, node, values, sets, i))
  return [tree.left[node], tree.right[node]].reduce(
    (sum, child) => sum + (tree.cover[child] / tree.cover[node]) * knowing(tree, known, values, sets, i, child),
    0,
  )
}

/** The twin's, tree by tree: [n, outputs, d]. */
function byTwin(
  { trees, outputs, wide = false, outputOf }: TreeSum,
  values: Float64Array[],
  sets: readonly boolean[],
  n: number,
): Float64Array {
  const d = values.length
  const into = new Float64Array(n * outputs * d)
  trees.forEach((tree, t) => {
    const shap = createTreeShap(tree, wide ? outputs : 1)
    const output = wide ? 0 : (outputOf?.[t] ?? t % outputs)
    for (let i = 0; i < n; i++)
      shap(values, sets, i, into.subarray((i * outputs + output) * d, (i * outputs + (wide ? outputs : output + 1)) * d))
  })
  return into
}

describe('shares of a sum of trees', () => {
  it('are Shapley values by the definition', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 9 }), (seed, deepest) => {
        const trees = randomTrees(seed, { trees: 3, isSet, deepest, split: 0.85 })
        const values = randomValues(seed + 1, isSet, 5)
        const shares = treeShares({ trees, outputs: 1 }, values, isSet, 5)
        for (let i = 0; i < 5; i++) {
          const wanted = shapley(5, known => trees.reduce((sum, tree) => sum + knowing(tree, known, values, isSet, i), 0))
          wanted.forEach((share, j) => {
            expect(shares[i * 5 + j]).toBeCloseTo(share, 12)
          })
        }
      }),
      { seed: 1, numRuns: 25 },
    )
  })

  it('are the twin’s, bit for bit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 12 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), (seed, deepest, outputs, wide) => {
        const trees = randomTrees(seed, { trees: 7, isSet, deepest, split: 0.75, outputs: wide ? outputs : 1 })
        const values = randomValues(seed + 1, isSet, 13)
        const sum = { trees, outputs, wide }
        expect(treeShares(sum, values, isSet, 13)).toEqual(byTwin(sum, values, isSet, 13))
      }),
      { seed: 2, numRuns: 40 },
    )
  })

  it('are the twin’s for more rows than stand in memory at once, and for trees in any order of outputs', () => {
    const trees = randomTrees(3, { trees: 4, isSet, deepest: 5 })
    const values = randomValues(4, isSet, 601)
    const sum = { trees, outputs: 3, outputOf: [2, 0, 2, 1] }
    expect(treeShares(sum, values, isSet, 601)).toEqual(byTwin(sum, values, isSet, 601))
  })

  it('are the twin’s where a row is so wide that few stand in memory at once', () => {
    const many = new Array(1000).fill(false)
    const trees = randomTrees(4, { trees: 40, isSet: many, deepest: 4 })
    const values = randomValues(5, many, 7)
    const sum = { trees, outputs: 40 }
    expect(treeShares(sum, values, many, 7)).toEqual(byTwin(sum, values, many, 7))
  })

  it('are those of the walk with one path for every leaf, where few splits keep it exact', () => {
    const many = Array.from({ length: 24 }, (_, j) => j % 3 === 0)
    const trees = randomTrees(5, { trees: 10, isSet: many, deepest: 8, split: 0.95 })
    const values = randomValues(6, many, 20)
    const shares = treeShares({ trees, outputs: 1 }, values, many, 20)
    const walked = new Float64Array(shares.length)
    const shap = createWalkedShap(Math.max(...trees.map(tree => depthOf(tree))))
    for (const tree of trees) for (let i = 0; i < 20; i++) shap(tree, values, many, i, walked.subarray(24 * i, 24 * i + 24))
    shares.forEach((share, at) => {
      expect(Math.abs(share - walked[at])).toBeLessThan(1e-12)
    })
  })

  it.each([3, 30, 200])('sum to the score in trees 200 splits deep over %i columns', d => {
    const sets = new Array(d).fill(false)
    const trees = [lopsidedTree(1, d, 200), lopsidedTree(2, d, 150)]
    const values = randomValues(7, sets, 40)
    const shares = treeShares({ trees, outputs: 1 }, values, sets, 40)
    const base = trees.reduce((sum, tree) => sum + expectedValue(tree), 0)
    for (let i = 0; i < 40; i++) {
      const score = trees.reduce((sum, tree) => sum + tree.value[leafOf(tree, values, sets, i)], 0)
      expect(shares.subarray(i * d, (i + 1) * d).reduce((a, b) => a + b, base)).toBeCloseTo(score, 12)
    }
  })

  it('of a set of codes beyond all bounds, which is asked as it is', () => {
    const trees = randomTrees(9, { trees: 6, isSet: [true], deepest: 4 })
    for (const { sets } of trees) for (const set of sets) set.push(4_000_000_000)
    const values = [Float64Array.of(4_000_000_000, 3, NaN, 3_999_999_999)]
    expect(treeShares({ trees, outputs: 1 }, values, [true], 4)).toEqual(byTwin({ trees, outputs: 1 }, values, [true], 4))
  })

  it('of a tree that would take gigabytes are refused', () => {
    const tree = lopsidedTree(1, 200, 200)
    for (let k = 0; k < 350_000; k++) tree.column.push(-1) // as if there were so many more leaves
    expect(() =>
      treeShares({ trees: [tree], outputs: 1 }, randomValues(1, new Array(200).fill(false), 1), new Array(200).fill(false), 1),
    ).toThrow('A tree of 350401 nodes that asks 200 columns')
  })

  it('of one leaf, of no trees, of no rows', () => {
    const leaf = randomTrees(1, { trees: 5, isSet, deepest: 0 })
    expect(treeShares({ trees: leaf, outputs: 1 }, randomValues(1, isSet, 3), isSet, 3)).toEqual(new Float64Array(15))
    expect(treeShares({ trees: [], outputs: 1 }, randomValues(1, isSet, 3), isSet, 3)).toEqual(new Float64Array(15))
    expect(treeShares({ trees: leaf, outputs: 2 }, randomValues(1, isSet, 0), isSet, 0)).toEqual(new Float64Array(0))
  })
})

describe('without a kernel', () => {
  it('shares are the same, bit for bit', () => {
    const sum = { trees: randomTrees(1, { trees: 9, isSet, deepest: 6, outputs: 3 }), outputs: 3, wide: true }
    const values = randomValues(2, isSet, 30)
    const shares = () => treeShares(sum, values, isSet, 30)
    expect(withoutKernel(shares)).toEqual(shares())
  })
})
