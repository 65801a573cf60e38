import type { KernelThreads } from '../../kernel/threads.ts'
import { bytesFor, openWorkspace, type Workspace } from '../../kernel/workspace.ts'
import type { TrainingPart } from '../../sample.ts'
import { outputsOf } from '../../task.ts'
import { type Binned, binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns, type TreeColumn } from '../../trees/column-values.ts'
import { type Constraints, readConstraints } from './constraints.ts'
import { histogramLayout } from './histogram.ts'
import { gradientBytes, type Labels } from './objectives/objective.ts'
import type { BoostingParams } from './params.ts'
import { type TreeMemory, treeMemory, treeMemoryBytes } from './tree-memory.ts'

/** A part as every run over it needs it, whatever its seed. One run at a time: they share its memory. */
export interface ReadyRows {
  readonly columns: readonly TreeColumn[] // [d]
  readonly values: readonly Float64Array[] // [d][n]
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

/** Fewer rows are quicker by one thread: the others would hardly be awake. */
const WORTH_THREADS = 20_000

/** @throws LearnError `not_finite`, `unknown_column`, `bad_param`, `out_of_memory` */
export function readyRows(
  { table, y: outcomes, task, weights: given }: TrainingPart,
  params: BoostingParams,
  threads?: KernelThreads,
): ReadyRows {
  const columns = table.columns.map(describeColumn)
  const constraints = readConstraints(params, columns, task.kind)
  const values = columnValues(table, columns)
  const k = outputsOf(task)
  const n = table.rows
  const d = columns.length
  const outputs = task.kind === 'multiclass' ? k : 1
  const sizes = { rows: n, columns: d, maxBins: params.maxBins, params, everyRow: params.rowShare === 1 }
  const mostLeaves = Math.min(params.maxLeaves, n)
  const own =
    2 * bytesFor(n, 8) +
    bytesFor(mostLeaves, 8) +
    bytesFor(outputs * n, 8) +
    bytesFor(2 * outputs * n, 8) +
    bytesFor(n, 4) +
    bytesFor(d * n, 1)

  const bytes = own + params.seeds * gradientBytes(n, k) + treeMemoryBytes(sizes)
  const workspace = threads && n >= WORTH_THREADS ? threads.openWorkspace(bytes) : openWorkspace(bytes)
  const y = workspace.f64(n)
  y.set(outcomes)
  const weights = workspace.f64(n)
  if (given) weights.set(given)
  else weights.fill(1)
  const binned = binColumns(values, columns, weights, params.maxBins, workspace.u8(d * n))
  const data = { binned, layout: histogramLayout(binned), weights: given && weights, params, constraints }
  return {
    columns,
    values,
    isSet: setColumns(columns),
    byName: Int32Array.from(columns.keys()).sort((a, b) => (columns[a].name < columns[b].name ? -1 : 1)),
    binned,
    labels: { y, weights, k },
    constraints,
    memory: {
      workspace,
      rows: workspace.i32(n),
      leafValues: workspace.f64(mostLeaves),
      scores: workspace.f64(outputs * n),
      gh: workspace.f64(2 * outputs * n),
      trees: treeMemory(workspace, sizes, data),
    },
    close: workspace.close,
  }
}
