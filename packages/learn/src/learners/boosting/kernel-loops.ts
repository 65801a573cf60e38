import type { KernelCalls } from '../../kernel/calls.ts'
import type { PieceQueue } from '../../kernel/pieces.ts'
import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { BIN, type Histogram } from './histogram.ts'
import { BLOCK, type Divided, type LoopData, type Loops, type NodeSums, type Parent, type Searched, type SearchItem } from './loops.ts'
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

/** What a block of rows is summed into: kernel/divide.ts. */
const SUM_NUMBERS = 8
/** Rows of one piece of gathering. */
const GATHERED_AT_ONCE = 16_384

/** Blocks of all nodes that are divided at once. */
function mostBlocks({ rows, items }: LoopSizes): number {
  return Math.ceil(rows / BLOCK) + items
}

function blocksBefore(parents: readonly Parent[], p: number): number {
  return parents.slice(0, p).reduce((sum, { begin, end }) => sum + Math.ceil((end - begin) / BLOCK), 0)
}

export interface LoopBytes {
  readonly rows: number // grows with the rows
  readonly tables: number // hardly does
}

/** Bytes that `kernelLoops` takes from its workspace. */
export function kernelLoopBytes(sizes: LoopSizes): LoopBytes {
  const { rows, columns, bins, items, everyRow } = sizes
  const groups = Math.ceil(columns / 4)
  const numbers = [
    WORK_WORDS / 2,
    SUM_NUMBERS * mostBlocks(sizes),
    6,
    (ITEM_WORDS / 2) * items,
    (BEST_BYTES / 8) * 2 * items * groups,
    everyRow ? BIN * bins : 0,
  ]
  const words = [columns, columns, items * columns]
  const tables = [...numbers.map(length => bytesFor(length, 8)), ...words.map(length => bytesFor(length, 4)), bytesFor(columns, 1)]
  return { rows: bytesFor(2 * rows, 8), tables: tables.reduce((sum, bytes) => sum + bytes, 0) }
}

/**
 * The loops in the kernel. Bins, weights, and the arrays that its functions are given must lie in the workspace, `goesLeft` too.
 * The kernel counts all columns and tries the cuts of numbers; sets of levels are tried here, and everything where the tree is
 * monotone, on the histograms that the kernel filled.
 */
export function kernelLoops(data: LoopData, calls: KernelCalls, queue: PieceQueue, workspace: Workspace, sizes: LoopSizes): Loops {
  const { binned, layout, weights, params, constraints } = data
  const { signs } = constraints
  const d = binned.columns.length
  const groups = Math.ceil(d / 4)
  const gathered = workspace.f64(2 * sizes.rows)
  // dealing rows and counting them come one after the other: they share memory
  const lefts = new Int32Array(gathered.buffer, gathered.byteOffset, sizes.rows)
  const rights = new Int32Array(gathered.buffer, gathered.byteOffset + 4 * sizes.rows, sizes.rows)
  const sums = workspace.f64(SUM_NUMBERS * mostBlocks(sizes))
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
      let block = 0
      for (let from = begin; from < end; from += BLOCK) {
        const size = Math.min(BLOCK, end - from)
        queue.add('sums', rows.byteOffset + 4 * from, size, gh.byteOffset, weightsAt, sums.byteOffset + 8 * SUM_NUMBERS * block++)
      }
      queue.finish()
      return addBlocks(0, block, 0, end - begin)
    },

    divide(gh, rows, parents) {
      const firstBlocks = parents.map(addParent)
      queue.finish()
      const divided = parents.map((parent, p) => dividedAt(parent, firstBlocks[p]))
      parents.forEach((parent, p) => {
        moveRows(parent, firstBlocks[p])
      })
      queue.finish()
      return divided

      /** Each block of a parent deals its rows into places of its own. @returns where its sums start */
      function addParent({ begin, end, column, goesLeft }: Parent, p: number): number {
        const first = p === 0 ? 0 : blocksBefore(parents, p)
        let block = first
        for (let from = begin; from < end; from += BLOCK) {
          queue.add(
            'divide',
            rows.byteOffset + 4 * from,
            Math.min(BLOCK, end - from),
            binned.bins.byteOffset + column * binned.rows,
            goesLeft.byteOffset,
            lefts.byteOffset + 4 * from,
            rights.byteOffset + 4 * from,
            gh.byteOffset,
            weightsAt,
            sums.byteOffset + 8 * SUM_NUMBERS * block++,
          )
        }
        return first
      }

      /** Puts what the blocks dealt side by side. */
      function moveRows({ begin, end }: Parent, first: number): void {
        let left = begin
        for (let from = begin, block = first; from < end; from += BLOCK, block++) {
          const size = sums[SUM_NUMBERS * block + 6]
          queue.add('copy', rows.byteOffset + 4 * left, lefts.byteOffset + 4 * from, 4 * size)
          left += size
        }
        let right = left
        for (let from = begin, block = first; from < end; from += BLOCK, block++) {
          const size = Math.min(BLOCK, end - from) - sums[SUM_NUMBERS * block + 6]
          queue.add('copy', rows.byteOffset + 4 * right, rights.byteOffset + 4 * from, 4 * size)
          right += size
        }
      }
    },

    search(gh, rows, of) {
      workWords[6] = gh.byteOffset
      workWords[8] = rows.byteOffset
      of.forEach(writeItem)
      for (const { counted } of of) gatherRows(gh, rows, counted)
      queue.finish()
      of.forEach(({ counted }, i) => {
        for (let group = 0; 4 * group < counted.reach.columns.length; group++) queue.add('search', work.byteOffset, i, group)
      })
      queue.finish()
      return of.map(({ counted, histogram, wanted, other, parent }, i) => [
        wanted ? best(i, 0, counted, histogram) : undefined,
        other && parent ? best(i, 1, other, parent) : undefined,
      ])
    },
  }

  /** The pairs of a node's rows side by side; all rows already are. */
  function gatherRows(gh: Float64Array, rows: Int32Array, { begin, end }: Searched): void {
    if (rowsByBin && end - begin === binned.rows) return
    for (let from = begin; from < end; from += GATHERED_AT_ONCE) {
      const size = Math.min(GATHERED_AT_ONCE, end - from)
      queue.add('gather', gh.byteOffset, rows.byteOffset + 4 * from, size, gathered.byteOffset + 16 * from)
    }
  }

  /** Sums of a node over so many blocks, in order; `at` 0 or 3 numbers into each. */
  function addBlocks(first: number, blocks: number, at: 0 | 3, rows: number): NodeSums {
    let [g, h, cover] = [0, 0, 0]
    for (let block = first; block < first + blocks; block++) {
      g += sums[SUM_NUMBERS * block + at]
      h += sums[SUM_NUMBERS * block + at + 1]
      cover += sums[SUM_NUMBERS * block + at + 2]
    }
    return { g, h, rows, cover }
  }

  function dividedAt({ begin, end }: Parent, first: number): Divided {
    const blocks = Math.ceil((end - begin) / BLOCK)
    let left = 0
    for (let block = first; block < first + blocks; block++) left += sums[SUM_NUMBERS * block + 6]
    return {
      middle: begin + left,
      left: addBlocks(first, blocks, 0, left),
      right: addBlocks(first, blocks, 3, end - begin - left),
    }
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
