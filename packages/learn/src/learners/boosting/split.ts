import type { Binned } from '../../trees/binning.ts'
import type { Histogram, HistogramLayout } from './histogram.ts'
import { scanCuts } from './scan-cuts.ts'
import { scanSets } from './scan-sets.ts'
import { leafScore } from './score.ts'

export interface SplitParams {
  readonly minRows: number // in each child
  readonly minHessian: number // in each child
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

/** The node that is searched. */
export interface Search {
  readonly histogram: Histogram
  readonly node: Sums
  readonly parent: number // S(G, H) of the node
  readonly params: SplitParams
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
 * Of equal gains the lower column, then the lower bin wins. Source: Chen & Guestrin (2016), KDD, eq. 7 (without ½ and γ).
 */
export function findSplit(
  histogram: Histogram,
  { starts }: HistogramLayout,
  binned: Binned,
  columns: Int32Array,
  node: Sums,
  params: SplitParams,
): Split {
  const best: Split = { gain: 0, column: -1, lastLeft: -1, missingLeft: false, set: [] }
  const search: Search = { histogram, node, parent: leafScore(node.g, node.h, params.l1, params.l2), params }
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c]
    const { kind, count } = binned.columns[column]
    if (kind === 'numeric') scanCuts(best, search, column, starts[column], count)
    else scanSets(best, search, column, starts[column], count)
  }
  return best
}
