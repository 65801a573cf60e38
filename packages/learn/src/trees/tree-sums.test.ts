import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutKernel } from '../kernel/plain-module.ts'
import { worthPacking } from './packed-trees.ts'
import { lopsidedTree, randomTrees, randomValues } from './random-trees.test-data.ts'
import { emptyTree, leafOf, type Tree } from './tree.ts'
import type { TreeSum } from './tree-sum.ts'
import { addTreeSums } from './tree-sums.ts'
import { treeSumsOfRow } from './tree-sums-of-row.ts'

const isSet = [false, true, false, true, false]
const start = (o: number) => 0.5 - o

/** What the trees say, one row and one tree after another: [outputs, n]. */
function plainly(
  { trees, outputs, wide, outputOf, float32 }: TreeSum,
  values: Float64Array[],
  sets: readonly boolean[],
  n: number,
): Float64Array {
  const scores = new Float64Array(outputs * n)
  for (let i = 0; i < n; i++) {
    for (let o = 0; o < outputs; o++) {
      let sum = start(o)
      trees.forEach((tree, t) => {
        if (!wide && (outputOf?.[t] ?? t % outputs) !== o) return
        const leaf = leafOf(tree, values, sets, i)
        sum += wide ? tree.value[leaf * outputs + o] : tree.value[leaf]
        if (float32) sum = Math.fround(sum)
      })
      scores[o * n + i] = sum
    }
  }
  return scores
}

function expectSame(sum: TreeSum, values: Float64Array[], sets: readonly boolean[] = isSet) {
  const n = values[0].length
  const wanted = plainly(sum, values, sets, n)
  const scores = Float64Array.from(wanted, (_, at) => start(Math.floor(at / n)))
  addTreeSums(scores, sum, values, sets)
  expect(scores).toEqual(wanted)
  const starts = Array.from({ length: sum.outputs }, (_, o) => start(o))
  const ofRow = treeSumsOfRow(sum, sets, starts)!
  for (let i = 0; i < Math.min(n, 50); i++) {
    expect([...ofRow(Float64Array.from(values, column => column[i]))]).toEqual(starts.map((_, o) => wanted[o * n + i]))
  }
}

describe('sums of trees, in batches and row by row', () => {
  it('mind that models may share trees and put them to other outputs', () => {
    const trees = randomTrees(3, { trees: 6, isSet, deepest: 5 })
    const values = randomValues(4, isSet, 300)
    expectSame({ trees, outputs: 3 }, values)
    expectSame({ trees, outputs: 3, outputOf: [2, 2, 1, 0, 1, 0] }, values)
    expectSame({ trees, outputs: 2 }, values)
  })

  it('are those of the leaves, bit for bit, whatever the trees', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 14 }), fc.nat({ max: 20 }), fc.integer({ min: 1, max: 3 }), (seed, deepest, count, outputs) => {
        const trees = randomTrees(seed, { trees: count, isSet, deepest, split: 0.9 - deepest / 50 })
        expectSame({ trees, outputs }, randomValues(seed + 1, isSet, 150))
        const numbers = isSet.map(() => false)
        expectSame(
          { trees: randomTrees(seed, { trees: count, isSet: numbers, deepest }), outputs },
          randomValues(seed, numbers, 150),
          numbers,
        )
      }),
      { seed: 1, numRuns: 25 },
    )
  })

  it('of leaves with a number for every output', () => {
    const trees = randomTrees(1, { trees: 13, isSet, deepest: 6, outputs: 3 })
    expectSame({ trees, outputs: 3, wide: true }, randomValues(2, isSet, 2000))
    const single = randomTrees(1, { trees: 13, isSet, deepest: 6 })
    expectSame({ trees: single, outputs: 1, wide: true }, randomValues(2, isSet, 2000))
  })

  it('of trees in any order of outputs, rounded to float32 where asked for', () => {
    const trees = randomTrees(3, { trees: 9, isSet, deepest: 5 })
    const outputOf = [1, 1, 0, 2, 0, 1, 2, 2, 2]
    const values = randomValues(4, isSet, 2000)
    expectSame({ trees, outputs: 3, outputOf }, values)
    const before = new Float64Array(3 * 2000)
    addTreeSums(before, { trees, outputs: 3, outputOf }, values, isSet)
    expectSame({ trees: [...trees], outputs: 3, outputOf, float32: true }, values)
    const rounded = new Float64Array(3 * 2000)
    addTreeSums(rounded, { trees: [...trees], outputs: 3, outputOf, float32: true }, values, isSet)
    expect(rounded).not.toEqual(before)
    expect(rounded).toEqual(rounded.map(Math.fround))
  })

  it('of trees 200 splits deep on one side', () => {
    const trees = Array.from({ length: 10 }, (_, t) => lopsidedTree(t, 3, 200 - 19 * t))
    const sets = [false, false, false]
    expectSame({ trees, outputs: 1 }, randomValues(5, sets, 5000), sets)
  })

  it('of 70,000 different cuts in one column, each value on a cut or just beside it', () => {
    const cuts = Float64Array.from({ length: 70_000 }, (_, k) => k / 7)
    const tree = searchTree(cuts)
    const beside = cuts.subarray(34_990, 35_010)
    const values = Float64Array.from([...beside, ...[...beside].map(v => v + 1e-9), ...[...beside].map(v => v - 1e-9), -5, 1e9, NaN])
    const trees = [tree, tree]
    expectSame({ trees, outputs: 1 }, [repeated(values, 10_000)], [false])
    expect(worthPacking(trees, 10_000)).toBe(true)
  })

  it('of sets of 10,000 levels', () => {
    const trees = randomTrees(6, { trees: 8, isSet: [true], deepest: 4, levels: 10_000 })
    expectSame({ trees, outputs: 1 }, randomValues(7, [true], 3000, 10_000), [true])
  })

  it('of values that are no code of any set: negative, broken, far beyond', () => {
    const trees = randomTrees(8, { trees: 20, isSet: [true], deepest: 4 })
    expectSame({ trees, outputs: 1 }, [repeated(Float64Array.of(-1, 2.5, 1e300, -0, 3, 4_294_967_296 + 3), 1000)], [true])
  })

  it('of a set of codes beyond all bounds, which is asked as it is', () => {
    const trees = randomTrees(9, { trees: 6, isSet: [true], deepest: 4 })
    for (const { sets } of trees) for (const set of sets) set.push(4_000_000_000)
    const values = [repeated(Float64Array.of(4_000_000_000, 3, NaN, 3_999_999_999), 1000)]
    const scores = new Float64Array(1000)
    addTreeSums(scores, { trees, outputs: 1 }, values, [true])
    expect(scores).toEqual(plainly({ trees, outputs: 1 }, values, [true], 1000).map(sum => sum - start(0)))
    expect(treeSumsOfRow({ trees, outputs: 1 }, [true], [0])).toBeUndefined()
  })

  it('of one leaf, of no trees, of no rows', () => {
    const leaf = randomTrees(1, { trees: 5, isSet, deepest: 0 })
    expectSame({ trees: leaf, outputs: 2 }, randomValues(1, isSet, 100))
    expectSame({ trees: [], outputs: 2 }, randomValues(1, isSet, 100))
    const none = new Float64Array(0)
    addTreeSums(none, { trees: leaf, outputs: 2 }, randomValues(1, isSet, 0), isSet)
    expect(none).toEqual(new Float64Array(0))
  })
})

describe('without a kernel', () => {
  it('sums are the same, and there is nothing for one row', () => {
    const sum = { trees: randomTrees(1, { trees: 13, isSet, deepest: 6, outputs: 3 }), outputs: 3, wide: true, float32: true }
    const values = randomValues(2, isSet, 2000)
    const scores = Float64Array.from({ length: 6000 }, (_, at) => start(Math.floor(at / 2000)))
    withoutKernel(() => addTreeSums(scores, sum, values, isSet))
    expect(scores).toEqual(plainly(sum, values, isSet, 2000))
    expect(withoutKernel(() => treeSumsOfRow(sum, isSet, [0, 0, 0]))).toBeUndefined()
  })
})

it('few rows are not worth packing trees for; fewer are once they are packed', () => {
  const trees = randomTrees(1, { trees: 10, isSet, deepest: 6 })
  expect(worthPacking(trees, 20)).toBe(false)
  addTreeSums(new Float64Array(3000), { trees, outputs: 1 }, randomValues(2, isSet, 3000), isSet)
  expect(worthPacking(trees, 20)).toBe(true)
  expect(worthPacking(trees, 1)).toBe(false)
})

function repeated(values: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => values[i % values.length])
}

/** A balanced tree with every cut. */
function searchTree(cuts: Float64Array): Tree {
  const tree = emptyTree()
  const add = (from: number, to: number): number => {
    const node = tree.column.push(from < to ? 0 : -1) - 1
    const middle = (from + to) >> 1
    tree.cut.push(from < to ? cuts[middle] : 0)
    tree.missingLeft.push(node & 1)
    tree.value.push(from < to ? 0 : from)
    tree.cover.push(1)
    tree.left[node] = from < to ? add(from, middle) : -1
    tree.right[node] = from < to ? add(middle + 1, to) : -1
    return node
  }
  add(0, cuts.length)
  return tree
}
