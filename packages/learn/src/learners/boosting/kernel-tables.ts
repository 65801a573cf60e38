import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { BIN } from './histogram.ts'
import { BLOCK, type LoopData } from './loops.ts'
import { LEAST_GAIN_SHARE } from './score.ts'

/** How large the kernel's tables must be. */
export interface LoopSizes {
  readonly rows: number
  readonly columns: number
  readonly bins: number // of all columns together, missing included
  readonly items: number // searched at once, at most
  readonly everyRow: boolean // each tree grows on all rows, in their own order
}

/** 32-bit words of what all items of a search share, and of an item: kernel/search.ts names them. */
const WORK_WORDS = 16
export const ITEM_WORDS = 24
/** Numbers to a best split: kernel/scan.ts. */
export const BEST_NUMBERS = 4
/** Numbers that a block of rows is summed into: kernel/divide.ts. */
export const SUM_NUMBERS = 8

/** Arrays of a workspace that the kernel's loops read and write, made once for all trees of a run. */
export interface KernelTables {
  readonly gathered: Float64Array // [n, 2]
  readonly lefts: Int32Array // [n] and
  readonly rights: Int32Array // [n]: rows on their way to a child, in the memory of `gathered`, which is used at other times
  readonly sums: Float64Array // [blocks, SUM_NUMBERS]
  readonly slots: Int32Array // [items, d] the columns of each item
  readonly items: Float64Array // [items, ITEM_WORDS / 2], and the same memory
  readonly itemWords: Int32Array // as words
  readonly bests: Float64Array // [items, groups, 2, BEST_NUMBERS], and the same memory
  readonly bestWords: Int32Array // as words
  readonly work: Int32Array // [WORK_WORDS]
  readonly rowsByBin: Float64Array | undefined // a histogram of the rows of all nodes' root
  readonly groups: number // of four columns
  readonly triedByKernel: Uint8Array // [d] 1: its cuts are tried there
}

export interface TableBytes {
  readonly rows: number // grows with the rows
  readonly tables: number // hardly does
}

/** Bytes that `kernelTables` takes from its workspace. */
export function kernelTableBytes(sizes: LoopSizes): TableBytes {
  const { rows, columns, bins, items, everyRow } = sizes
  const bests = 2 * BEST_NUMBERS * items * groupsOf(columns)
  const numbers = [SUM_NUMBERS * mostBlocks(sizes), SETTINGS, (ITEM_WORDS / 2) * items, bests, everyRow ? BIN * bins : 0]
  const words = [columns, columns, items * columns, WORK_WORDS]
  const tables = [...numbers.map(length => bytesFor(length, 8)), ...words.map(length => bytesFor(length, 4)), bytesFor(columns, 1)]
  return { rows: bytesFor(2 * rows, 8), tables: tables.reduce((sum, bytes) => sum + bytes) }
}

export function kernelTables({ binned, layout, params, constraints }: LoopData, workspace: Workspace, sizes: LoopSizes): KernelTables {
  const { rows, columns: d, items: most, bins, everyRow } = sizes
  const groups = groupsOf(d)
  const gathered = workspace.f64(2 * rows)
  const items = workspace.f64((ITEM_WORDS / 2) * most)
  const bests = workspace.f64(2 * BEST_NUMBERS * most * groups)
  const settings = workspace.f64(SETTINGS)
  const starts = workspace.i32(d)
  const counts = workspace.i32(d)
  const triedByKernel = workspace.u8(d)
  const work = workspace.i32(WORK_WORDS)
  const rowsByBin = everyRow ? workspace.f64(BIN * bins) : undefined
  const { minRows, minHessian, minGain, l1, l2 } = params
  settings.set([minRows, minHessian, minGain, l1, l2, LEAST_GAIN_SHARE])
  binned.columns.forEach(({ kind, count }, j) => {
    starts[j] = 8 * layout.starts[j]
    counts[j] = count
    triedByKernel[j] = kind === 'numeric' && !constraints.signs ? 1 : 0
  })
  work.set([
    binned.bins.byteOffset,
    binned.rows,
    starts.byteOffset,
    counts.byteOffset,
    triedByKernel.byteOffset,
    settings.byteOffset,
    0, // gh and rows: with every search
    gathered.byteOffset,
    0,
    rowsByBin?.byteOffset ?? 0,
    items.byteOffset,
    bests.byteOffset,
    groups,
  ])
  return {
    gathered,
    lefts: new Int32Array(gathered.buffer, gathered.byteOffset, rows),
    rights: new Int32Array(gathered.buffer, gathered.byteOffset + 4 * rows, rows),
    sums: workspace.f64(SUM_NUMBERS * mostBlocks(sizes)),
    slots: workspace.i32(most * d),
    items,
    itemWords: new Int32Array(items.buffer, items.byteOffset, 2 * items.length),
    bests,
    bestWords: new Int32Array(bests.buffer, bests.byteOffset, 2 * bests.length),
    work,
    rowsByBin,
    groups,
    triedByKernel,
  }
}

const SETTINGS = 6

function groupsOf(columns: number): number {
  return Math.ceil(columns / 4)
}

/** Blocks of all nodes that are divided at once. */
function mostBlocks({ rows, items }: LoopSizes): number {
  return Math.ceil(rows / BLOCK) + items
}
