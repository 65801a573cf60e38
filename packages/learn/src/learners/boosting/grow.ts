import type { Binned } from '../../trees/binning.ts'
import { addNode, DEEPEST_TREE, emptyTree, type Tree } from '../../trees/tree.ts'
import { markLeft, writeSplit } from './apply-split.ts'
import { boundedValue } from './bounds.ts'
import { type Constraints, UNCONSTRAINED } from './constraints.ts'
import { fillHistogram, type Histogram, histogramLayout, subtractHistogram } from './histogram.ts'
import { nextLeaf } from './next-leaf.ts'
import { type Reach, reachBelow, reachOfRoot } from './reach.ts'
import { findSplit, type Split, type SplitParams, type Sums } from './split.ts'

export interface GrowParams extends SplitParams {
  readonly growth: 'leaf' | 'depth'
  readonly maxLeaves: number
  readonly maxDepth: number // 0: no limit
  readonly learningRate: number
}

/** A node that is a leaf so far. Its rows are the grower's rows[begin, end). */
export interface Leaf {
  readonly node: number
  readonly begin: number
  readonly end: number
  readonly depth: number
  readonly sums: Sums
  readonly reach: Reach
  histogram?: Histogram // as long as there is a split
  split?: Split
}

export interface Grown {
  readonly tree: Tree
  readonly leaves: readonly Leaf[]
}

/** Grows one tree after another in the same memory. Of equal gains the column that stands first in `columns` wins. */
export type Grower = (g: Float64Array, h: Float64Array, rows: Int32Array, columns: Int32Array) => Grown

/**
 * Splits one leaf after another (next-leaf.ts), until there are `maxLeaves` leaves or no split gains. Of two children the one with
 * fewer rows is counted; the other is its parent less the first.
 *
 * `rows` is reordered in place:
 *
 *   before: rows = [abcdefgh]   after: rows = [acfh|bdeg]   each leaf owns a range, order inside is kept
 *
 * @param weights [n] positive; they make the cover, the gradients must hold them already
 * @param check   called before each split; it throws when the work was stopped
 */
export function createGrower(
  binned: Binned,
  weights: Float64Array,
  params: GrowParams,
  constraints: Constraints = UNCONSTRAINED,
  check = () => {},
): Grower {
  const layout = histogramLayout(binned)
  const free: Histogram[] = []
  const goesLeft = new Uint8Array(256)
  const gathered = { rows: new Int32Array(binned.rows), g: new Float64Array(binned.rows), h: new Float64Array(binned.rows) }
  const rightRows = new Int32Array(binned.rows)
  const { maxLeaves, maxDepth, minRows, learningRate, growth } = params
  const { signs } = constraints

  return (g, h, rows, columns) => {
    const tree = emptyTree()
    const all = sumsOf(0, rows.length)
    const root: Leaf = { node: addNode(tree, all.cover), begin: 0, end: rows.length, depth: 0, sums: all, reach: reachOfRoot(columns) }
    const leaves = [root]
    if (maySplit(root) && maxLeaves > 1) search(root, counted(root))

    while (leaves.length < maxLeaves) {
      const at = nextLeaf(leaves, growth)
      if (at < 0) break
      check()
      const parent = leaves[at]
      const [left, right] = divide(parent, parent.split!)
      leaves.splice(at, 1, left)
      leaves.push(right)
      const [fewer, more] = left.end - left.begin <= right.end - right.begin ? [left, right] : [right, left]
      if (leaves.length < maxLeaves && maySplit(more)) {
        const histogram = counted(fewer)
        subtractHistogram(parent.histogram!, histogram)
        search(more, parent.histogram!)
        if (maySplit(fewer)) search(fewer, histogram)
        else free.push(histogram)
      } else free.push(parent.histogram!)
    }

    for (const { node, sums, reach, histogram } of leaves) {
      tree.value[node] = learningRate * boundedValue(sums.g, sums.h, params, reach.bounds)
      if (histogram) free.push(histogram)
    }
    return { tree, leaves }

    function sumsOf(begin: number, end: number): Sums & { readonly cover: number } {
      let sumG = 0
      let sumH = 0
      let cover = 0
      for (let i = begin; i < end; i++) {
        sumG += g[rows[i]]
        sumH += h[rows[i]]
        cover += weights[rows[i]]
      }
      return { g: sumG, h: sumH, rows: end - begin, cover }
    }

    function counted({ begin, end, reach }: Leaf): Histogram {
      const histogram = free.pop() ?? new Float64Array(layout.length)
      for (let i = begin; i < end; i++) {
        const row = rows[i]
        gathered.rows[i - begin] = row
        gathered.g[i - begin] = g[row]
        gathered.h[i - begin] = h[row]
      }
      fillHistogram(histogram, binned, layout, reach.columns, gathered, end - begin)
      return histogram
    }

    function search(leaf: Leaf, histogram: Histogram): void {
      const { columns, bounds } = leaf.reach
      const split = findSplit(histogram, layout, binned, columns, leaf.sums, params, signs && { signs, bounds })
      if (split.column < 0) return void free.push(histogram)
      leaf.histogram = histogram
      leaf.split = split
    }

    function divide({ node, begin, end, depth, reach }: Leaf, split: Split): [Leaf, Leaf] {
      writeSplit(tree, node, split, binned)
      markLeft(goesLeft, split, binned)
      const first = split.column * binned.rows
      let middle = begin
      let moved = 0
      for (let i = begin; i < end; i++) {
        const row = rows[i]
        if (goesLeft[binned.bins[first + row]]) rows[middle++] = row
        else rightRows[moved++] = row
      }
      for (let i = 0; i < moved; i++) rows[middle + i] = rightRows[i]
      const sums = [sumsOf(begin, middle), sumsOf(middle, end)] as const
      const partsMissing = split.lastLeft === binned.columns[split.column].count - 1
      const reaches = reachBelow(reach, split, partsMissing, sums, params, constraints)
      tree.left[node] = addNode(tree, sums[0].cover)
      tree.right[node] = addNode(tree, sums[1].cover)
      return [
        { node: tree.left[node], begin, end: middle, depth: depth + 1, sums: sums[0], reach: reaches[0] },
        { node: tree.right[node], begin: middle, end, depth: depth + 1, sums: sums[1], reach: reaches[1] },
      ]
    }
  }

  function maySplit({ sums, depth }: Leaf): boolean {
    return sums.rows >= 2 * minRows && depth < Math.min(maxDepth || DEEPEST_TREE, DEEPEST_TREE)
  }
}
