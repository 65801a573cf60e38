import type { Binned } from '../../trees/binning.ts'
import { addNode, DEEPEST_TREE, emptyTree, type Tree } from '../../trees/tree.ts'
import { markLeft, writeSplit } from './apply-split.ts'
import { boundedValue } from './bounds.ts'
import { type Constraints, UNCONSTRAINED } from './constraints.ts'
import type { Histogram } from './histogram.ts'
import type { Divided, Parent, SearchItem } from './loops.ts'
import { nextLeaves } from './next-leaves.ts'
import { type Reach, reachBelow, reachOfRoot } from './reach.ts'
import type { Split, SplitParams, Sums } from './split.ts'
import type { TreeMemory } from './tree-memory.ts'

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

/**
 * Grows one tree after another in the same memory. Of equal gains the column that stands first in `columns` wins.
 *
 * @param gh   [n, 2] gradients and hessians
 * @param rows is reordered in place; it and gh must lie in the grower's memory
 */
export type Grower = (gh: Float64Array, rows: Int32Array, columns: Int32Array) => Grown

/**
 * Splits leaves (next-leaves.ts) until there are `maxLeaves` of them or no split gains. Of two children the one with fewer rows is
 * counted; the other is its parent less the first.
 *
 *   before: rows = [abcdefgh]   after: rows = [acfh|bdeg]   each leaf owns a range, order inside is kept
 *
 * @param check called before splits are made; it throws when the work was stopped
 */
export function createGrower(
  memory: TreeMemory,
  binned: Binned,
  params: GrowParams,
  constraints: Constraints = UNCONSTRAINED,
  check = () => {},
): Grower {
  const { loops } = memory
  const { maxLeaves, maxDepth, minRows, learningRate, growth } = params

  return (gh, rows, columns) => {
    const tree = emptyTree()
    const all = loops.sums(gh, rows, 0, rows.length)
    const root: Leaf = { node: addNode(tree, all.cover), begin: 0, end: rows.length, depth: 0, sums: all, reach: reachOfRoot(columns) }
    let leaves: readonly Leaf[] = [root]
    if (maySplit(root) && maxLeaves > 1) search([{ counted: root, histogram: memory.takeHistogram(), wanted: true }])

    while (leaves.length < maxLeaves) {
      const parents = nextLeaves(leaves, growth, maxLeaves - leaves.length)
      if (parents.length === 0) break
      check()
      const divided = loops.divide(gh, rows, parents.map(splitUp))
      const pairs = parents.map((parent, p) => childrenOf(parent, divided[p]))
      leaves = [...leaves.filter(leaf => !parents.includes(leaf)), ...pairs.flat()]
      const more = leaves.length < maxLeaves
      search(parents.flatMap(({ histogram }, p) => itemOf(pairs[p], histogram!, more)))
    }

    for (const { node, sums, reach, histogram } of leaves) {
      tree.value[node] = learningRate * boundedValue(sums.g, sums.h, params, reach.bounds)
      if (histogram) memory.freeHistogram(histogram)
    }
    return { tree, leaves }

    /** What is to be searched below a parent: nothing where the larger child may not split. */
    function itemOf([left, right]: [Leaf, Leaf], parent: Histogram, more: boolean): LeafItem[] {
      const [fewer, other] = left.end - left.begin <= right.end - right.begin ? [left, right] : [right, left]
      if (more && maySplit(other)) {
        return [{ counted: fewer, histogram: memory.takeHistogram(), wanted: maySplit(fewer), other, parent }]
      }
      memory.freeHistogram(parent)
      return []
    }

    function search(items: readonly LeafItem[]): void {
      loops.search(gh, rows, items).forEach(([ofCounted, ofOther], i) => {
        const { counted, histogram, other, parent } = items[i]
        keep(counted, histogram, ofCounted)
        if (other && parent) keep(other, parent, ofOther)
      })
    }

    function keep(leaf: Leaf, histogram: Histogram, split: Split | undefined): void {
      if (split) Object.assign(leaf, { histogram, split })
      else memory.freeHistogram(histogram)
    }

    function splitUp({ node, begin, end, split }: Leaf, p: number): Parent {
      writeSplit(tree, node, split!, binned)
      const goesLeft = memory.goesLeft.subarray(256 * p, 256 * (p + 1))
      markLeft(goesLeft, split!, binned)
      return { begin, end, column: split!.column, goesLeft }
    }

    function childrenOf({ node, begin, end, depth, reach, split: made }: Leaf, { middle, left, right }: Divided): [Leaf, Leaf] {
      const split = made!
      const partsMissing = split.lastLeft === binned.columns[split.column].count - 1
      const reaches = reachBelow(reach, split, partsMissing, [left, right], params, constraints)
      tree.left[node] = addNode(tree, left.cover)
      tree.right[node] = addNode(tree, right.cover)
      return [
        { node: tree.left[node], begin, end: middle, depth: depth + 1, sums: left, reach: reaches[0] },
        { node: tree.right[node], begin: middle, end, depth: depth + 1, sums: right, reach: reaches[1] },
      ]
    }
  }

  function maySplit({ sums, depth }: Leaf): boolean {
    return sums.rows >= 2 * minRows && depth < Math.min(maxDepth || DEEPEST_TREE, DEEPEST_TREE)
  }
}

/** An item whose nodes are leaves of the tree. */
interface LeafItem extends SearchItem {
  readonly counted: Leaf
  readonly other?: Leaf
}
