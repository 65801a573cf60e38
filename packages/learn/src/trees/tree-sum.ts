import type { Tree } from './tree.ts'

/** Trees, and how a score is made of them: added in their order, always, so to the same bits. */
export interface TreeSum {
  readonly trees: readonly Tree[]
  readonly outputs: number
  /** Every leaf holds a number for each output; else one, for one output. */
  readonly wide?: boolean
  /** [trees] the output that each adds to; absent: tree t adds to output t mod outputs. */
  readonly outputOf?: readonly number[]
  /** The sums are rounded to float32 after every tree, as XGBoost has them. */
  readonly float32?: boolean
}

/** The output that tree t adds to; undefined: to all. */
export function outputOfTree({ outputs, wide = false, outputOf }: TreeSum, t: number): number | undefined {
  return wide ? undefined : (outputOf?.[t] ?? t % outputs)
}

/** Numbers to a leaf. */
export function leafNumbers({ outputs, wide = false }: TreeSum): number {
  return wide ? outputs : 1
}
