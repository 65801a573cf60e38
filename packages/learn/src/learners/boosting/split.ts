import type { Binned } from '../../trees/binning.ts'
import { type Bounds, boundedValue, scoreAt } from './bounds.ts'
import type { Histogram, HistogramLayout } from './histogram.ts'
import { scanCuts } from './scan-cuts.ts'
import { scanSets } from './scan-sets.ts'
import { leafScore } from './score.ts'

export interface SplitParams {
  readonly minRows: number // in each child
  readonly minHessian: number // in each child
  readonly minGain: number // a split must gain more
  readonly l1: number
  readonly l2: number
  readonly categorySmoothing: number
  readonly minCategoryRows: number
}

/** Gradient, hessian and rows of a node. */
export interface Sums {
  readonly g: number
  readonly h: number
  readonly rows: number
}

/** Of a tree with monotone columns: [d] their signs, and what the leaves below this node may say. */
export interface Monotone {
  readonly signs: Int8Array
  readonly bounds: Bounds
}

/** The node that is searched. */
export interface Search {
  readonly histogram: Histogram
  readonly node: Sums
  readonly parent: number // S(G, H) of the node
  readonly params: SplitParams
  readonly monotone: Monotone | undefined
}

/** The best split seen so far; a scan writes into it. No column: none is worth making. */
export interface Split {
  gain: number
  column: number // −1: none
  lastLeft: number // numbers: bins 0 … lastLeft go left
  missingLeft: boolean // numbers: where missing goes; with none missing here, to the child with more rows
  set: readonly number[] // levels: these bins go left, everything else right
}

/**
 * The split of a node that lowers its loss most, by the second-order approximation:
 *
 *   gain = S(G_l, H_l) + S(G_r, H_r) − S(G, H),   S(G, H) = soft(G, l1)² / (H + l2),   soft(G, a) = sign(G) max(|G| − a, 0)
 *
 * Of equal gains the column that stands first in `columns`, then the lower bin wins. In a tree with monotone columns values stay
 * within the node's bounds: S is then what the bounded value takes off, and a cut that breaks its column's sign is none.
 *
 * Source: Chen & Guestrin (2016), KDD, eq. 7 (without ½; minGain is their γ).
 */
export function findSplit(
  histogram: Histogram,
  { starts }: HistogramLayout,
  binned: Binned,
  columns: Int32Array,
  node: Sums,
  params: SplitParams,
  monotone?: Monotone,
): Split {
  const best: Split = { gain: params.minGain, column: -1, lastLeft: -1, missingLeft: false, set: [] }
  const { g, h } = node
  const parent = monotone ? scoreAt(boundedValue(g, h, params, monotone.bounds), g, h, params) : leafScore(g, h, params.l1, params.l2)
  const search: Search = { histogram, node, parent, params, monotone }
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c]
    const { kind, count } = binned.columns[column]
    if (kind === 'numeric') scanCuts(best, search, column, starts[column], count)
    else scanSets(best, search, column, starts[column], count)
  }
  return best
}
