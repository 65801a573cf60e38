import type { KernelCalls } from '../../kernel/calls.ts'
import type { PieceQueue } from '../../kernel/pieces.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { kernelRows } from './kernel-rows.ts'
import { kernelSearch } from './kernel-search.ts'
import { kernelTables, type LoopSizes } from './kernel-tables.ts'
import type { LoopData, Loops } from './loops.ts'

/** The loops in the kernel. Bins, weights, `goesLeft` and the arrays that the loops are given must lie in the workspace. */
export function kernelLoops(data: LoopData, calls: KernelCalls, queue: PieceQueue, workspace: Workspace, sizes: LoopSizes): Loops {
  const tables = kernelTables(data, workspace, sizes)
  if (tables.rowsByBin) calls.countAllRows(tables.work.byteOffset, sizes.columns)
  return { ...kernelRows(data, queue, tables), ...kernelSearch(data, queue, tables) }
}
