import { cellWidth, marginWidth, type Table, tableOf } from './cell-width.ts'
import type { Counts, Kind } from './counts.ts'

const TOLERANCE = 1e-6 // of counts that are sums of shares

export interface HiddenCells {
  readonly hidden: readonly boolean[] // [rows × cols]
  /** False: even with every cell hidden, the curve holds a count closer than the margins at the list length do. Draw fewer lengths. */
  readonly kept: boolean
}

/**
 * Which cells of a table of two traits show no number, where each cell of a hidden group is hidden already.
 *
 * Small cells are hidden; then for each hidden cell that the rest pins down too closely the smallest shown one in its row or column,
 * until none is. The attacker is taken to know every margin, also the sum over the hidden groups of a trait, and the sums of every
 * atom; a hidden cell has room as `cellWidth` says, and a count of several atoms the sum of those of all. A count that its own
 * margins hold closer than `narrowest` cannot be kept; nothing is hidden for its sake.
 *
 * @param cells [rows × cols] by row; groups of a trait that are hidden must have been added into one last row, or column, and marked
 */
export function hideCells(cells: readonly Counts[], cols: number, hiddenAlready: readonly boolean[], kinds: readonly Kind[]): HiddenCells {
  const hidden = cells.map((cell, i) => cell.small || hiddenAlready[i]!)
  const sumOf = (atoms: readonly number[]) =>
    tableOf(
      Float64Array.from(cells, cell => atoms.reduce((sum, a) => sum + cell.atoms[a]!, 0)),
      cols,
    )
  const measured = kinds.map(({ parts, narrowest }) => ({
    narrowest,
    coarse: parts.map(sumOf),
    fine: parts.flat().map(atom => sumOf([atom])),
  }))
  const unkept = { hidden: cells.map(() => true), kept: false }
  const unchecked = new Set(cells.keys()) // more hidden cells leave more room: what is safe once stays so
  for (;;) {
    const recovered: number[] = []
    for (const i of unchecked) {
      if (!hidden[i]) continue
      const keepable = measured.filter(({ coarse, narrowest }) => byMargins(coarse, i) >= narrowest)
      if (keepable.some(({ fine, narrowest }) => byMargins(fine, i) < narrowest - TOLERANCE)) return unkept
      if (keepable.some(({ fine, narrowest }) => isClose(fine, hidden, i, narrowest))) recovered.push(i)
      else unchecked.delete(i)
    }
    if (recovered.length === 0) return { hidden, kept: true }
    if (!hidden.includes(false)) return unkept
    for (const i of recovered) {
      const next = smallestShown(cells, hidden, j => sameLine(i, j, cols)) ?? smallestShown(cells, hidden, () => true)
      if (next !== undefined) hidden[next] = true
    }
  }
}

/** How far apart the values are that a sum of counts can take by the margins of each alone. */
function byMargins(parts: readonly Table[], cell: number): number {
  return parts.reduce((sum, part) => sum + marginWidth(part, cell), 0)
}

function isClose(parts: readonly Table[], hidden: readonly boolean[], cell: number, enough: number): boolean {
  let width = 0
  for (const part of parts) {
    width += cellWidth(part, hidden, cell, enough - width)
    if (width >= enough - TOLERANCE) return false
  }
  return true
}

function smallestShown(cells: readonly Counts[], hidden: readonly boolean[], wanted: (i: number) => boolean): number | undefined {
  let best: number | undefined
  cells.forEach(({ n }, i) => {
    if (!hidden[i] && wanted(i) && (best === undefined || n < cells[best]!.n)) best = i
  })
  return best
}

function sameLine(i: number, j: number, cols: number): boolean {
  return i % cols === j % cols || Math.floor(i / cols) === Math.floor(j / cols)
}
