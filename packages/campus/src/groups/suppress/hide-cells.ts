import { cellRoom } from './cell-room.ts'
import type { Counts, Kind } from './counts.ts'

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
 * atom; a hidden cell has room as `cellRoom` says, and a count of several atoms has the sum of their rooms. A count that its own
 * margins hold closer than `narrowest` cannot be kept; nothing is hidden for its sake.
 *
 * @param cells [rows × cols] by row; groups of a trait that are hidden must have been added into one last row, or column, and marked
 */
export function hideCells(cells: readonly Counts[], cols: number, hiddenAlready: readonly boolean[], kinds: readonly Kind[]): HiddenCells {
  const hidden = cells.map((cell, i) => cell.small || hiddenAlready[i]!)
  const everything = cells.map(() => true)
  const sumOf = (atoms: readonly number[]) => Float64Array.from(cells, cell => atoms.reduce((sum, a) => sum + cell.atoms[a]!, 0))
  const measured = kinds.map(({ parts, narrowest }) => ({
    narrowest,
    coarse: parts.map(sumOf),
    fine: parts.flat().map(atom => sumOf([atom])),
  }))
  const keepable = cells.map((_, i) =>
    measured.filter(({ coarse, narrowest }) => hidden.includes(true) && width(coarse, everything, cols, i, narrowest) >= narrowest),
  )
  const isRecovered = (i: number) => keepable[i]!.some(({ fine, narrowest }) => width(fine, hidden, cols, i, narrowest) < narrowest)
  for (;;) {
    const recovered = cells.map((_, i) => i).filter(i => hidden[i] && isRecovered(i))
    const next = recovered.map(i => smallestShown(cells, hidden, j => sameLine(i, j, cols)) ?? smallestShown(cells, hidden, () => true))
    if (next.every(i => i === undefined)) return { hidden, kept: recovered.length === 0 }
    for (const i of next) if (i !== undefined) hidden[i] = true
  }
}

function width(parts: readonly Float64Array[], hidden: readonly boolean[], cols: number, cell: number, enough: number): number {
  let sum = 0
  for (const part of parts) {
    const { down, up } = cellRoom(part, hidden, cols, cell, enough)
    sum += down + up
    if (sum >= enough) break
  }
  return sum
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
