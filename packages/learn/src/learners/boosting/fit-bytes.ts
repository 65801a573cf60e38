import { bytesFor } from '../../kernel/workspace.ts'
import { outputsOf, type Task } from '../../task.ts'
import { gradientBytes } from './objectives/in-kernel.ts'
import { type BoostingParams, boostingDefaults } from './params.ts'
import { treeMemoryBytes, treeSizes } from './tree-memory.ts'

/** Bytes of the kernel's memory, by what they grow with. */
export interface FitBytes {
  /** [d, n] one byte to a cell: its bin. */
  readonly cells: number
  /** [n] 36 to a row: outcome, weight, its number, and room to move or gather it. */
  readonly rows: number
  /** [n, outputs] 24 to a row and output: score, gradient, hessian. Only a multiclass task has more than one output, one to a class. */
  readonly scores: number
  /** What does not grow with the rows, or by 1 byte to a thousand of them: histograms of columns × bins × leaves above all. At most. */
  readonly tables: number
}

export interface FitSizes {
  readonly rows: number
  readonly columns: number
  readonly task: Task
}

/**
 * What a boosting fit holds in the kernel's memory while trees grow: all four together end at 4 GiB. Not in it: the table that the rows
 * come from, and while columns are binned 25 bytes to a row (33 where rows have weights), which are given back before the first tree;
 * where threads bin several columns at once, 25 for each of them, up to 256 MiB.
 *
 * @param given as for `boosting.fit`; what counts is maxLeaves, maxBins, growth, minRows, rowShare and seeds
 */
export function boostingBytes({ rows: n, columns, task }: FitSizes, given: Partial<BoostingParams>): FitBytes {
  const params = { ...boostingDefaults, ...given }
  const trees = treeMemoryBytes(treeSizes(n, columns, params))
  const outputs = treesOfRound(task)
  return {
    cells: bytesFor(columns * n, 1),
    rows: 2 * bytesFor(n, 8) + bytesFor(n, 4) + trees.rows,
    scores: bytesFor(outputs * n, 8) + bytesFor(2 * outputs * n, 8),
    tables: trees.tables + bytesFor(mostLeaves(n, params), 8) + params.seeds * gradientBytes(n, outputsOf(task)),
  }
}

export function treesOfRound(task: Task): number {
  return task.kind === 'multiclass' ? outputsOf(task) : 1
}

export function mostLeaves(rows: number, { maxLeaves }: Pick<BoostingParams, 'maxLeaves'>): number {
  return Math.min(maxLeaves, rows)
}
