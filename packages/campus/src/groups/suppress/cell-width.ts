const EPSILON = 1e-9

/** One count of every cell of a two-way table, with its margins. */
export interface Table {
  readonly values: Float64Array // [rows × cols] by row
  readonly rowSums: Float64Array
  readonly colSums: Float64Array
  readonly total: number
}

export function tableOf(values: Float64Array, cols: number): Table {
  const rowSums = new Float64Array(values.length / cols)
  const colSums = new Float64Array(cols)
  let total = 0
  values.forEach((value, i) => {
    rowSums[Math.floor(i / cols)]! += value
    colSums[i % cols]! += value
    total += value
  })
  return { values, rowSums, colSums, total }
}

/** How far apart the values are that a cell can take by the margins alone (Fréchet's bounds). */
export function marginWidth({ rowSums, colSums, total }: Table, cell: number): number {
  const [row, col] = [rowSums[Math.floor(cell / colSums.length)]!, colSums[cell % colSums.length]!]
  return Math.min(row, col) - Math.max(0, row + col - total)
}

/**
 * How far apart the values are that one hidden cell can take for one who knows all margins and all cells that are not hidden, or
 * `enough` where it is more: exact for whole numbers too, since such tables form a transportation polytope. What the cell gains or
 * loses must come back along a path of hidden cells through rows and columns (a largest flow, by shortest paths).
 *
 * Source: Gusfield (1988), SIAM J. Comput. 17(3), 552–571.
 *
 * @param hidden [rows × cols]
 */
export function cellWidth(table: Table, hidden: readonly boolean[], cell: number, enough: number): number {
  if (marginWidth(table, cell) <= EPSILON) return 0
  const up = room(table, hidden, cell, 'up', enough)
  return up >= enough ? enough : Math.min(enough, up + room(table, hidden, cell, 'down', enough - up))
}

function room(
  { values, rowSums, colSums }: Table,
  hidden: readonly boolean[],
  cell: number,
  direction: 'down' | 'up',
  enough: number,
): number {
  const [rows, cols] = [rowSums.length, colSums.length]
  const counts = Float64Array.from(values)
  const [row, col] = [Math.floor(cell / cols), rows + (cell % cols)]
  const [from, to] = direction === 'up' ? [col, row] : [row, col]
  const cap = direction === 'up' ? enough : Math.min(enough, counts[cell]!)
  let moved = 0
  while (moved < cap - EPSILON) {
    const path = shortest(counts, hidden, rows, cols, cell, from, to)
    if (!path) break
    const step = path.reduce((least, arc) => (arc.falls ? Math.min(least, counts[arc.cell]!) : least), cap - moved)
    for (const arc of path) counts[arc.cell]! += arc.falls ? -step : step
    moved += step
  }
  return moved
}

interface Arc {
  readonly cell: number
  readonly falls: boolean // the cell gives, or takes
}

/** Rows are vertices 0 …, columns follow. From a row to a column a cell takes; from a column to a row a cell gives what it has. */
function shortest(
  counts: Float64Array,
  hidden: readonly boolean[],
  rows: number,
  cols: number,
  except: number,
  from: number,
  to: number,
): Arc[] | undefined {
  const before = new Int32Array(rows + cols).fill(-1)
  const queue = [from]
  for (const at of queue) {
    const falls = at >= rows
    for (let k = 0; k < (falls ? rows : cols); k++) {
      const cell = falls ? k * cols + at - rows : at * cols + k
      const next = falls ? k : rows + k
      if (cell === except || !hidden[cell] || next === from || before[next]! >= 0 || (falls && counts[cell]! <= EPSILON)) continue
      before[next] = at
      if (next === to) return pathTo(before, rows, cols, from, to)
      queue.push(next)
    }
  }
  return undefined
}

function pathTo(before: Int32Array, rows: number, cols: number, from: number, to: number): Arc[] {
  const path: Arc[] = []
  for (let at = to; at !== from; at = before[at]!) {
    const falls = at < rows
    path.push({ falls, cell: falls ? at * cols + before[at]! - rows : before[at]! * cols + at - rows })
  }
  return path
}
