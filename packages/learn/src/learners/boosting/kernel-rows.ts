import type { PieceQueue } from '../../kernel/pieces.ts'
import { type KernelTables, SUM_NUMBERS } from './kernel-tables.ts'
import { BLOCK, type Divided, type LoopData, type Loops, type NodeSums, type Parent } from './loops.ts'

/** Sums over rows, and dealing them to children, in the kernel: block by block, each a piece. */
export function kernelRows(
  { binned, weights }: LoopData,
  queue: PieceQueue,
  { sums, lefts, rights }: KernelTables,
): Pick<Loops, 'sums' | 'divide'> {
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
}

function blocksBefore(parents: readonly Parent[], p: number): number {
  return parents.slice(0, p).reduce((sum, { begin, end }) => sum + Math.ceil((end - begin) / BLOCK), 0)
}
