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

/** The node that is searched, and memory that searching needs. */
export interface Search {
  readonly data: ForestData
  readonly params: ForestParams
  readonly random: Random
  readonly rows: Int32Array // [size or more] its rows, side by side with their weights and targets
  readonly weights: Float64Array
  readonly y: Float64Array
  readonly size: number
  readonly node: Sums // cumulated
  readonly left: Sums
  readonly binSums: BinSums
}

/** The best split seen so far; who finds a better one writes into it. */
export interface Split {
  gain: number
  column: number // −1: none
  cut: number // numbers: values up to here go left
  missingLeft: boolean // numbers: where missing goes; with none missing here, to the child with more weight
  set: readonly number[] // levels: these codes go left, everything else right
}

export function noSplit(): Split {
  return { gain: 0, column: -1, cut: 0, missingLeft: false, set: [] }
}
