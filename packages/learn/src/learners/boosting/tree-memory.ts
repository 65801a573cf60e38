import { createPieceQueue, PIECE_TABLE_BYTES, type PieceQueue } from '../../kernel/pieces.ts'
import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { MOST_BINS } from '../../trees/binning.ts'
import type { GrowParams } from './grow.ts'
import { BIN, type Histogram } from './histogram.ts'
import { kernelLoops } from './kernel-loops.ts'
import { kernelTableBytes, type LoopSizes, type TableBytes } from './kernel-tables.ts'
import type { LoopData, Loops } from './loops.ts'
import type { BoostingParams } from './params.ts'
import { plainLoops } from './plain-loops.ts'

/** What trees are grown in, one after another. */
export interface TreeMemory {
  readonly loops: Loops
  readonly queue: PieceQueue | undefined // where there is a kernel
  readonly goesLeft: Uint8Array // [items, 256]
  takeHistogram(): Histogram
  freeHistogram(histogram: Histogram): void
}

export interface TreeSizes {
  readonly rows: number
  readonly columns: number
  readonly maxBins: number
  readonly params: GrowParams
  readonly everyRow: boolean // each tree grows on all rows, in their own order
}

export function treeSizes(rows: number, columns: number, params: BoostingParams): TreeSizes {
  return { rows, columns, maxBins: params.maxBins, params, everyRow: params.rowShare === 1 }
}

/** Bytes that `treeMemory` takes from its workspace at most. Pages that are never written cost nothing. */
export function treeMemoryBytes(sizes: TreeSizes): TableBytes {
  const { rows, tables } = kernelTableBytes(loopSizes(sizes))
  const goesLeft = bytesFor(256 * loopSizes(sizes).items, 1)
  const histograms = mostHistograms(sizes) * bytesFor(BIN * binsAtMost(sizes), 8)
  return { rows, tables: tables + PIECE_TABLE_BYTES + goesLeft + histograms }
}

export function treeMemory(workspace: Workspace, sizes: TreeSizes, data: LoopData): TreeMemory {
  const free: Histogram[] = []
  const { calls } = workspace
  const queue = calls && createPieceQueue(workspace)
  return {
    loops: calls && queue ? kernelLoops(data, calls, queue, workspace, loopSizes(sizes)) : plainLoops(data),
    queue,
    goesLeft: workspace.u8(256 * loopSizes(sizes).items),
    takeHistogram: () => free.pop() ?? workspace.f64(data.layout.length),
    freeHistogram: histogram => void free.push(histogram),
  }
}

function loopSizes(sizes: TreeSizes): LoopSizes {
  const { rows, columns, params, everyRow } = sizes
  const items = params.growth === 'leaf' ? 1 : Math.max(1, Math.floor(mostHistograms(sizes) / 2))
  return { rows, columns, bins: binsAtMost(sizes), items, everyRow }
}

/** Every leaf that can be split has one, and so has a child that is only counted. */
function mostHistograms({ rows, params }: TreeSizes): number {
  return Math.max(2, Math.min(params.maxLeaves, 2 * Math.ceil(rows / (2 * params.minRows)))) + 1
}

/** With those for missing rows. */
function binsAtMost({ rows, columns, maxBins }: TreeSizes): number {
  return columns * (Math.min(rows, maxBins, MOST_BINS) + 1)
}
