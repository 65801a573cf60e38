import type { Binned } from '../../trees/binning.ts'
import type { Constraints } from './constraints.ts'
import type { Histogram, HistogramLayout } from './histogram.ts'
import type { Reach } from './reach.ts'
import type { Split, SplitParams, Sums } from './split.ts'

/** What growing a tree does to rows and bins. Two implementations, the same to the last bit: plain-loops.ts and kernel-loops.ts. */
export interface Loops {
  /** Of rows[begin, end). */
  sums(gh: Float64Array, rows: Int32Array, begin: number, end: number): NodeSums
  /** Puts the rows of each parent whose bin of the column goes left before its others, order kept in both. */
  divide(gh: Float64Array, rows: Int32Array, parents: readonly Parent[]): Divided[]
  /** Fills `histogram` of each item and takes it from `parent`; the best splits of both children, where there are any. */
  search(gh: Float64Array, rows: Int32Array, items: readonly SearchItem[]): [Split | undefined, Split | undefined][]
}

export interface NodeSums extends Sums {
  readonly cover: number // weight
}

/** A node whose rows [begin, end) are dealt to its children. */
export interface Parent {
  readonly begin: number
  readonly end: number
  readonly column: number
  readonly goesLeft: Uint8Array // [256] 1 for the bins that go left
}

export interface Divided {
  readonly middle: number // where the right child's rows begin
  readonly left: NodeSums
  readonly right: NodeSums
}

/** A node whose splits are looked for. */
export interface Searched {
  readonly begin: number
  readonly end: number
  readonly sums: Sums
  readonly reach: Reach
}

/** Two children of one parent, or the root alone. */
export interface SearchItem {
  readonly counted: Searched // the child with fewer rows
  readonly histogram: Histogram // of `counted`
  readonly wanted: boolean // whether `counted` may split; if not it is only counted, for the other's sake
  readonly other?: Searched
  readonly parent?: Histogram // becomes that of `other`
}

/** What both are made from. */
export interface LoopData {
  readonly binned: Binned
  readonly layout: HistogramLayout
  readonly weights: Float64Array | undefined // [n]; absent: all weigh 1
  readonly params: SplitParams
  readonly constraints: Constraints
}

/** Sums of a node run over blocks of so many rows, and then over the blocks, so that threads may share them: kernel/divide.ts. */
export const BLOCK = 65_536
