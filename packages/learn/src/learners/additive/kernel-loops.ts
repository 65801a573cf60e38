import type { KernelCalls } from '../../kernel/calls.ts'
import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import type { ReadyTerm, TermLoops } from './loops.ts'

/** Four sums, each in its own cells, do not wait for one another. */
const AT_ONCE = 4

/** Bytes that `kernelLoops` takes from its workspace. */
export function kernelLoopBytes(terms: number): number {
  return bytesFor(tableLength(terms), 4)
}

/** The loops in the kernel. All arrays that they are given, cells and steps too, must lie in the workspace. */
export function kernelLoops(calls: KernelCalls, workspace: Workspace, terms: number): TermLoops {
  const table = workspace.i32(tableLength(terms))
  return {
    atOnce: AT_ONCE,

    sumCells(gh, rows, of, sums, moved) {
      const passes = of.length === 3 ? AT_ONCE : of.length // a third column twice is quicker than alone
      for (let t = 0; t < passes; t++) {
        const { cells, cellOf } = of[Math.min(t, of.length - 1)]
        table[t] = cellOf.byteOffset
        table[t + 4] = sums[t].byteOffset
        table[t + 8] = cells
      }
      calls.sumCells(
        table.byteOffset,
        passes,
        isWide(of[0]),
        moved?.cellOf.byteOffset ?? 0,
        moved?.step.byteOffset ?? 0,
        rows.byteOffset,
        gh.byteOffset,
        rows.length,
      )
    },

    moveScores(scores, rows, of) {
      if (of.length === 0) return
      of.forEach(({ cellOf, step }, t) => {
        table[2 * t] = cellOf.byteOffset
        table[2 * t + 1] = step.byteOffset
      })
      calls.moveScores(table.byteOffset, of.length, isWide(of[0]), rows.byteOffset, scores.byteOffset, rows.length)
    },
  }
}

function isWide({ cellOf }: ReadyTerm): number {
  return cellOf.BYTES_PER_ELEMENT === 2 ? 1 : 0
}

function tableLength(terms: number): number {
  return Math.max(3 * AT_ONCE, 2 * terms)
}
