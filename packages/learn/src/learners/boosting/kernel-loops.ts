import type { KernelCalls } from '../../kernel/calls.ts'
import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { BIN, type Histogram } from './histogram.ts'
import type { LoopData, Loops, NodeSums, Searched, SearchItem } from './loops.ts'
import { LEAST_GAIN_SHARE } from './score.ts'
import { findSplit, type Split } from './split.ts'

/** How large the kernel's tables must be. */
export interface LoopSizes {
  readonly rows: number
  readonly columns: number
  readonly bins: number // of all columns together, missing included
  readonly items: number // searched at once, at most
  readonly everyRow: boolean // each tree grows on all rows, in their own order
}

/** 32-bit words of an item, and of what all items share: kernel/search.ts names them. */
const ITEM_WORDS = 24
const WORK_WORDS = 16
const BEST_BYTES = 32

/** Bytes that `kernelLoops` takes from its workspace. */
export function kernelLoopBytes({ rows, columns, bins, items, everyRow }: LoopSizes): number {
  const groups = Math.ceil(columns / 4)
  const numbers = [WORK_WORDS / 2, 6, 6, (ITEM_WORDS / 2) * items, (BEST_BYTES / 8) * 2 * items * groups, everyRow ? BIN * bins : 0]
  const words = [columns, columns, items * columns, rows]
  return [
    ...numbers.map(length => bytesFor(length, 8)),
    ...words.map(length => bytesFor(length, 4)),
    bytesFor(2 * rows, 8),
    bytesFor(columns, 1),
  ].reduce((sum, bytes) => sum + bytes, 0)
}

/**
 * The loops in the kernel. Bins, weights, and the arrays that its functions are given must lie in the workspace, `goesLeft` too.
 * The kernel counts all columns and tries the cuts of numbers; sets of levels are tried here, and everything where the tree is
 * monotone, on the histograms that the kernel filled.
 */
export function kernelLoops(data: LoopData, calls: KernelCalls, workspace: Workspace, sizes: LoopSizes): Loops {
  const { binned, layout, weights, params, constraints } = data
  const { signs } = constraints
  const d = binned.columns.length
  const groups = Math.ceil(d / 4)
  const scratch = workspace.i32(sizes.rows)
  const gathered = workspace.f64(2 * sizes.rows)
  const sums = workspace.f64(6)
  const settings = workspace.f64(6)
  const starts = workspace.i32(d)
  const counts = workspace.i32(d)
  const cuts = workspace.u8(d)
  const slots = workspace.i32(sizes.items * d) // the columns of each item
  const items = workspace.f64((ITEM_WORDS / 2) * sizes.items)
  const itemWords = new Int32Array(items.buffer, items.byteOffset, ITEM_WORDS * sizes.items)
  const bests = workspace.f64((BEST_BYTES / 8) * 2 * sizes.items * groups)
  const bestWords = new Int32Array(bests.buffer, bests.byteOffset, 2 * bests.length)
  const work = workspace.f64(WORK_WORDS / 2)
  const workWords = new Int32Array(work.buffer, work.byteOffset, WORK_WORDS)
  const rowsByBin = sizes.everyRow ? workspace.f64(BIN * sizes.bins) : undefined
  const { minRows, minHessian, minGain, l1, l2 } = params
  settings.set([minRows, minHessian, minGain, l1, l2, LEAST_GAIN_SHARE])
  binned.columns.forEach(({ kind, count }, j) => {
    starts[j] = 8 * layout.starts[j]
    counts[j] = count
    cuts[j] = kind === 'numeric' && !signs ? 1 : 0
  })
  const here = binned.columns.flatMap((_, j) => (cuts[j] ? [] : [j])) // columns tried here
  workWords.set([
    binned.bins.byteOffset,
    binned.rows,
    starts.byteOffset,
    counts.byteOffset,
    cuts.byteOffset,
    settings.byteOffset,
    0, // gh and rows: with every search
    gathered.byteOffset,
    0,
    rowsByBin?.byteOffset ?? 0,
    items.byteOffset,
    bests.byteOffset,
    groups,
  ])
  if (rowsByBin) calls.countAllRows(work.byteOffset, d)
  const weightsAt = weights?.byteOffset ?? 0

  return {
    sums(gh, rows, begin, end) {
      calls.sumRows(rows.byteOffset + 4 * begin, end - begin, gh.byteOffset, weightsAt, sums.byteOffset)
      return sumsAt(0, end - begin)
    },

    divide(gh, rows, begin, end, column, goesLeft) {
      const bins = binned.bins.byteOffset + column * binned.rows
      const size = end - begin
      const left = calls.divideRows(
        rows.byteOffset + 4 * begin,
        size,
        bins,
        goesLeft.byteOffset,
        scratch.byteOffset,
        gh.byteOffset,
        weightsAt,
        sums.byteOffset,
      )
      return { middle: begin + left, left: sumsAt(0, left), right: sumsAt(3, size - left) }
    },

    search(gh, rows, of) {
      workWords[6] = gh.byteOffset
      workWords[8] = rows.byteOffset
      of.forEach(writeItem)
      calls.searchItems(work.byteOffset, of.length)
      return of.map(({ counted, histogram, wanted, other, parent }, i) => [
        wanted ? best(i, 0, counted, histogram) : undefined,
        other && parent ? best(i, 1, other, parent) : undefined,
      ])
    },
  }

  function sumsAt(at: number, rows: number): NodeSums {
    return { g: sums[at], h: sums[at + 1], rows, cover: sums[at + 2] }
  }

  function writeItem({ counted, histogram, wanted, other, parent }: SearchItem, i: number): void {
    const { columns } = counted.reach
    slots.set(columns, i * d)
    const first = slots.byteOffset + 4 * i * d
    const word = i * ITEM_WORDS
    itemWords[word] = counted.begin
    itemWords[word + 1] = counted.end
    itemWords[word + 2] = histogram.byteOffset
    itemWords[word + 3] = parent?.byteOffset ?? 0
    itemWords[word + 4] = first
    itemWords[word + 5] = columns.length
    itemWords[word + 6] = wanted ? 1 : 0
    const at = word / 2 + 4
    items[at] = counted.sums.g
    items[at + 1] = counted.sums.h
    items[at + 2] = counted.sums.rows
    items[at + 3] = other?.sums.g ?? 0
    items[at + 4] = other?.sums.h ?? 0
    items[at + 5] = other?.sums.rows ?? 0
  }

  /** The best of the kernel's cuts and of what is tried here; of equal gains the column that stands first. */
  function best(item: number, child: 0 | 1, node: Searched, histogram: Histogram): Split | undefined {
    const { columns, bounds } = node.reach
    let found: Split | undefined
    let place = columns.length
    for (let group = 0; 4 * group < columns.length; group++) {
      const at = 2 * (item * groups + group) + child
      const gain = bests[4 * at]
      const position = bestWords[8 * at + 2]
      if (position < 0 || (found && !(gain > found.gain))) continue
      found = { gain, column: columns[position], lastLeft: bestWords[8 * at + 3], missingLeft: bestWords[8 * at + 4] === 1, set: [] }
      place = position
    }
    if (here.length === 0) return found
    for (let position = 0; position < columns.length; position++) {
      if (cuts[columns[position]]) continue
      const own = columns.subarray(position, position + 1)
      const split = findSplit(histogram, layout, binned, own, node.sums, params, signs && { signs, bounds })
      if (split.column < 0) continue
      if (found && !(split.gain > found.gain || (split.gain === found.gain && position < place))) continue
      found = split
      place = position
    }
    return found
  }
}
