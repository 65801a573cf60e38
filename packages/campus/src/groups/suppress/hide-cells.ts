import { cellRoom } from './cell-room.ts'
import type { Counts, Kind } from './counts.ts'
import type { SuppressionRule } from './rule.ts'

/**
 * Which cells of a table of two traits show no number, [rows × cols], where each cell of a hidden group is hidden already.
 *
 * Small cells are hidden; then for each hidden cell that the rest pins down too closely the smallest shown one in its row or column,
 * until none is. The attacker is taken to know every margin, also the sum over the hidden groups of a trait, and the sums of every
 * atom; a hidden cell has room as `cellRoom` says, and a count of several atoms has the sum of their rooms. A count that the margins
 * alone hold closer than `narrowest` cannot be kept; nothing is hidden for its sake.
 *
 * @param cells [rows × cols] by row; groups of a trait that are hidden must have been added into one last row, or column, and marked
 */
export function hideCells(
  cells: readonly Counts[],
  cols: number,
  hiddenAlready: readonly boolean[],
  kinds: readonly Kind[],
  rule: SuppressionRule,
): boolean[] {
  const hidden = cells.map((cell, i) => cell.small || hiddenAlready[i]!)
  const everything = cells.map(() => true)
  const atoms = Array.from(cells[0]?.atoms ?? [], (_, a) => Float64Array.from(cells, cell => cell.atoms[a]!))
  const isClose = (i: number, given: readonly boolean[], kind: Kind) =>
    widthOf(atoms, given, cols, i, kind, rule.narrowest) < rule.narrowest
  const keepable = new Map<number, readonly Kind[]>()
  const isRecovered = (i: number) => {
    if (!keepable.has(i))
      keepable.set(
        i,
        kinds.filter(kind => !isClose(i, everything, kind)),
      )
    return keepable.get(i)!.some(kind => isClose(i, hidden, kind))
  }
  for (;;) {
    const recovered = cells.map((_, i) => i).filter(i => hidden[i] && isRecovered(i))
    if (recovered.length === 0) return hidden
    for (const i of recovered) {
      const next = smallestShown(cells, hidden, j => sameLine(i, j, cols)) ?? smallestShown(cells, hidden, () => true)
      if (next !== undefined) hidden[next] = true
    }
  }
}

function widthOf(
  atoms: readonly Float64Array[],
  hidden: readonly boolean[],
  cols: number,
  cell: number,
  kind: Kind,
  enough: number,
): number {
  let width = 0
  for (const atom of kind) {
    const { down, up } = cellRoom(atoms[atom]!, hidden, cols, cell, enough)
    width += down + up
    if (width >= enough) break
  }
  return width
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
