import type { Binned } from '../../trees/binning.ts'
import { addNode, DEEPEST_TREE, emptyTree, type Tree } from '../../trees/tree.ts'
import { fillHistogram, type Histogram, histogramLayout, subtractHistogram } from './histogram.ts'
import { leafValue } from './score.ts'
import { findSplit, type Split, type SplitParams, type Sums } from './split.ts'

export interface GrowParams extends SplitParams {
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
  histogram?: Histogram
  split?: Split
}

export interface Grown {
  readonly tree: Tree
  readonly leaves: readonly Leaf[]
}

/** Grows one tree after another in the same memory. */
export type Grower = (g: Float64Array, h: Float64Array, rows: Int32Array, columns: Int32Array) => Grown

/**
 * Best-first growth: of all leaves, split the one whose best split gains most (ties: the older), until there are `maxLeaves`
 * leaves or no split gains. Of two children the one with fewer rows is counted; the other is its parent less the first.
 *
 * `rows` is reordered in place:
 *
 *   before: rows = [abcdefgh]   after: rows = [acfh|bdeg]   each leaf owns a range, order inside is kept
 *
 * @param weights [n] positive; they make the cover, the gradients must hold them already
 */
export function createGrower(binned: Binned, weights: Float64Array, params: GrowParams): Grower {
  const layout = histogramLayout(binned)
  const free: Histogram[] = []
  const goesLeft = new Uint8Array(256)
  const gathered = { rows: new Int32Array(binned.rows), g: new Float64Array(binned.rows), h: new Float64Array(binned.rows) }
  const rightRows = new Int32Array(binned.rows)
  const { maxLeaves, maxDepth, minRows, l1, l2, learningRate } = params

  return (g, h, rows, columns) => {
    const tree = emptyTree()
    const leaves: Leaf[] = [newLeaf(0, rows.length, 0)]
    if (maySplit(leaves[0]) && maxLeaves > 1) search(leaves[0], counted(leaves[0]))

    while (leaves.length < maxLeaves) {
      const at = mostGaining(leaves)
      if (at < 0) break
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

    for (const { node, sums, histogram } of leaves) {
      tree.value[node] = learningRate * leafValue(sums.g, sums.h, l1, l2)
      if (histogram) free.push(histogram)
    }
    return { tree, leaves }

    function newLeaf(begin: number, end: number, depth: number): Leaf {
      let sumG = 0
      let sumH = 0
      let cover = 0
      for (let i = begin; i < end; i++) {
        sumG += g[rows[i]]
        sumH += h[rows[i]]
        cover += weights[rows[i]]
      }
      return { node: addNode(tree, cover), begin, end, depth, sums: { g: sumG, h: sumH, rows: end - begin } }
    }

    function counted({ begin, end }: Leaf): Histogram {
      const histogram = free.pop() ?? new Float64Array(layout.length)
      for (let i = begin; i < end; i++) {
        const row = rows[i]
        gathered.rows[i - begin] = row
        gathered.g[i - begin] = g[row]
        gathered.h[i - begin] = h[row]
      }
      fillHistogram(histogram, binned, layout, columns, gathered, end - begin)
      return histogram
    }

    function search(leaf: Leaf, histogram: Histogram): void {
      leaf.histogram = histogram
      leaf.split = findSplit(histogram, layout, binned, columns, leaf.sums, params)
    }

    function divide({ node, begin, end, depth }: Leaf, split: Split): [Leaf, Leaf] {
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
      const left = newLeaf(begin, middle, depth + 1)
      const right = newLeaf(middle, end, depth + 1)
      tree.left[node] = left.node
      tree.right[node] = right.node
      return [left, right]
    }
  }

  function maySplit({ sums, depth }: Leaf): boolean {
    return sums.rows >= 2 * minRows && depth < Math.min(maxDepth || DEEPEST_TREE, DEEPEST_TREE)
  }
}

function mostGaining(leaves: readonly Leaf[]): number {
  let at = -1
  let gain = 0
  leaves.forEach(({ split, node }, i) => {
    if (!split || split.column < 0) return
    if (split.gain < gain || (split.gain === gain && at >= 0 && node > leaves[at].node)) return
    at = i
    gain = split.gain
  })
  return at
}

function writeSplit(tree: Tree, node: number, split: Split, binned: Binned): void {
  const column = binned.columns[split.column]
  tree.column[node] = split.column
  if (column.kind === 'categorical') {
    tree.cut[node] = tree.sets.push(split.set.map(bin => column.codes[bin]).sort((a, b) => a - b)) - 1
  } else {
    tree.cut[node] = column.cuts[split.lastLeft]
    tree.missingLeft[node] = split.missingLeft ? 1 : 0
  }
}

function markLeft(goesLeft: Uint8Array, split: Split, binned: Binned): void {
  const { kind, count } = binned.columns[split.column]
  goesLeft.fill(0)
  if (kind === 'categorical') for (const bin of split.set) goesLeft[bin] = 1
  else goesLeft.fill(1, 0, split.lastLeft + 1)
  if (kind === 'numeric' && split.missingLeft) goesLeft[count] = 1
}
