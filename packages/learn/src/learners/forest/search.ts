import type { KernelCalls } from '../../kernel/calls.ts'
import type { Random } from '../../random.ts'
import type { Binned } from '../../trees/binning.ts'
import type { BinSums } from './bin-sums.ts'
import type { ForestParams } from './params.ts'
import type { Sums } from './sums.ts'
import type { ForestTarget } from './target.ts'

/** What every tree of a forest grows on. */
export interface ForestData {
  readonly values: readonly Float64Array[] // [d][n], NaN is missing
  readonly isSet: readonly boolean[] // [d]
  readonly binned: Binned
  readonly bounds: readonly BinBounds[] // [d]
  readonly byName: Int32Array // [d] columns in order of their names
  readonly target: ForestTarget
}

/** The least and the largest value of each bin. */
export interface BinBounds {
  readonly low: Float64Array
  readonly high: Float64Array
}

/** The node that is searched, and memory that searching needs; with `calls`, in the workspace of the kernel. */
export interface Search {
  readonly calls: KernelCalls | undefined
  readonly data: ForestData
  readonly params: ForestParams
  readonly random: Random
  readonly rows: Int32Array // [size or more] its rows, side by side with their weights and targets
  readonly weights: Float64Array
  readonly y: Float64Array
  size: number
  readonly node: Sums // cumulated
  readonly left: Sums
  readonly binSums: BinSums
  readonly found: Float64Array // [3] what the kernel says of a cut
}

/** The best split seen so far; who finds a better one writes into it. */
export interface Split {
  gain: number
  column: number // −1: none
  cut: number // numbers: values up to here go left
  lastLeft: number // numbers: the last bin that goes left; −1 where the cut is not one between bins
  missingLeft: boolean // numbers: where missing goes; with none missing here, to the child with more weight
  set: readonly number[] // levels: these codes go left, everything else right
}

export function noSplit(): Split {
  return { gain: 0, column: -1, cut: 0, lastLeft: -1, missingLeft: false, set: [] }
}
