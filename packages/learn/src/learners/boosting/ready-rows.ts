import { type KernelThreads, workspaceFor } from '../../kernel/threads.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import type { TrainingPart } from '../../sample.ts'
import { outputsOf, type Task } from '../../task.ts'
import { type Binned, binInto, type ColumnBins } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns, type TreeColumn } from '../../trees/column-values.ts'
import { type Constraints, readConstraints } from './constraints.ts'
import { boostingBytes, mostLeaves, treesOfRound } from './fit-bytes.ts'
import { histogramLayout } from './histogram.ts'
import type { Labels } from './objectives/objective.ts'
import type { BoostingParams } from './params.ts'
import { type TreeMemory, treeMemory, treeSizes } from './tree-memory.ts'

/** A part as every run over it needs it, whatever its seed. One run at a time: they share its memory. */
export interface ReadyRows {
  readonly columns: readonly TreeColumn[] // [d]
  readonly isSet: readonly boolean[] // [d]
  readonly byName: Int32Array // [d] positions of the columns in the order of their names
  readonly binned: Binned
  readonly labels: Labels
  readonly constraints: Constraints
  readonly memory: RunMemory
  /** Gives the memory back. */
  close(): void
}

/** [n], [outputs, n] and [outputs, n, 2]. */
export interface RunMemory {
  readonly workspace: Workspace
  readonly rows: Int32Array
  readonly leafValues: Float64Array // of the tree at hand
  readonly scores: Float64Array
  readonly gh: Float64Array
  readonly trees: TreeMemory
}

/** @throws LearnError `not_finite`, `unknown_column`, `bad_param`, `out_of_memory` */
export function readyRows({ table, y, task, weights }: TrainingPart, params: BoostingParams, threads?: KernelThreads): ReadyRows {
  const columns = table.columns.map(describeColumn)
  const values = columnValues(table, columns)
  const opened = openRows({ columns, task, y, weights }, params, threads)
  try {
    return opened.ready(binInto(opened.bins, values, columns, opened.weights, { maxBins: params.maxBins, ...(threads && { threads }) }))
  } catch (error) {
    opened.close()
    throw error
  }
}

/** Rows whose columns are still to be binned. */
export interface OpenedRows {
  readonly weights: Float64Array // [n]
  readonly bins: Uint8Array // [d, n] to be filled
  ready(columns: readonly ColumnBins[]): ReadyRows
  close(): void
}

export interface RowsToOpen {
  readonly columns: readonly TreeColumn[]
  readonly task: Task
  readonly y: Float64Array
  readonly weights: Float64Array | undefined
}

/** @throws LearnError `unknown_column`, `bad_param`, `out_of_memory` */
export function openRows(
  { columns, task, y: outcomes, weights: given }: RowsToOpen,
  params: BoostingParams,
  threads?: KernelThreads,
): OpenedRows {
  const constraints = readConstraints(params, columns, task.kind)
  const k = outputsOf(task)
  const n = outcomes.length
  const d = columns.length
  const outputs = treesOfRound(task)
  const { cells, rows, scores, tables } = boostingBytes({ rows: n, columns: d, task }, params)
  const all = cells + rows + scores + tables

  const workspace = workspaceFor(n, all, threads)
  const [y, weights] = [workspace.f64(n), workspace.f64(n)]
  y.set(outcomes)
  if (given) weights.set(given)
  else weights.fill(1)
  const bins = workspace.u8(d * n)
  return {
    weights,
    bins,
    close: workspace.close,
    ready(binnedColumns) {
      const binned = { rows: n, columns: binnedColumns, bins }
      const data = { binned, layout: histogramLayout(binned), weights: given && weights, params, constraints }
      return {
        columns,
        isSet: setColumns(columns),
        byName: Int32Array.from(columns.keys()).sort((a, b) => (columns[a].name < columns[b].name ? -1 : 1)),
        binned,
        labels: { y, weights, k },
        constraints,
        memory: {
          workspace,
          rows: workspace.i32(n),
          leafValues: workspace.f64(mostLeaves(n, params)),
          scores: workspace.f64(outputs * n),
          gh: workspace.f64(2 * outputs * n),
          trees: treeMemory(workspace, treeSizes(n, d, params), data),
        },
        close: workspace.close,
      }
    },
  }
}
