import type { PieceQueue } from '../../kernel/pieces.ts'
import type { Histogram } from './histogram.ts'
import { BEST_NUMBERS, ITEM_WORDS, type KernelTables } from './kernel-tables.ts'
import type { LoopData, Loops, Searched, SearchItem } from './loops.ts'
import { findSplit, type Split } from './split.ts'

/** Rows of one piece of gathering. */
const GATHERED_AT_ONCE = 16_384

/**
 * The search for splits: the kernel counts all columns and tries the cuts of numbers; sets of levels are tried here, and everything
 * where the tree is monotone, on the histograms that the kernel filled.
 */
export function kernelSearch(
  { binned, layout, params, constraints: { signs } }: LoopData,
  queue: PieceQueue,
  { gathered, slots, items, itemWords, bests, bestWords, work, rowsByBin, groups, triedByKernel }: KernelTables,
): Pick<Loops, 'search'> {
  const d = binned.columns.length
  const allInKernel = triedByKernel.every(tried => tried === 1)

  return {
    search(gh, rows, of) {
      work[6] = gh.byteOffset
      work[8] = rows.byteOffset
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
    items[at + 6] = 0 // two f32: no gain is known yet
  }

  /** The best of the kernel's cuts and of what is tried here; of equal gains the column that stands first. */
  function best(item: number, child: 0 | 1, node: Searched, histogram: Histogram): Split | undefined {
    const { columns, bounds } = node.reach
    let found: Split | undefined
    let place = columns.length
    for (let group = 0; 4 * group < columns.length; group++) {
      const at = 2 * (item * groups + group) + child
      const gain = bests[BEST_NUMBERS * at]
      const position = bestWords[2 * BEST_NUMBERS * at + 2]
      if (position < 0 || (found && !(gain > found.gain))) continue
      found = {
        gain,
        column: columns[position],
        lastLeft: bestWords[2 * BEST_NUMBERS * at + 3],
        missingLeft: bestWords[2 * BEST_NUMBERS * at + 4] === 1,
        set: [],
      }
      place = position
    }
    if (allInKernel) return found
    for (let position = 0; position < columns.length; position++) {
      if (triedByKernel[columns[position]]) continue
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
