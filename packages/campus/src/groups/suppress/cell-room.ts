const EPSILON = 1e-9

/**
 * How far one hidden cell of a two-way table of counts could lie below and above its value, for one who knows all margins and all
 * cells that are not hidden: exact for whole numbers too, since such tables form a transportation polytope. What the cell gains or
 * loses must come back along a path of hidden cells through rows and columns (a largest flow, by shortest paths).
 *
 * Source: Gusfield (1988), SIAM J. Comput. 17(3), 552–571.
 *
 * @param values [rows × cols] counts, by row
 * @param hidden [rows × cols]
 * @param enough stop looking beyond this much room
 */
export function cellRoom(
  values: ArrayLike<number>,
  hidden: readonly boolean[],
  cols: number,
  cell: number,
  enough: number,
): { readonly down: number; readonly up: number } {
  return { down: room(values, hidden, cols, cell, 'down', enough), up: room(values, hidden, cols, cell, 'up', enough) }
}

function room(
  values: ArrayLike<number>,
  hidden: readonly boolean[],
  cols: number,
  cell: number,
  direction: 'down' | 'up',
  enough: number,
): number {
  const counts = Float64Array.from(values)
  const rows = counts.length / cols
  const [row, col] = [Math.floor(cell / cols), rows + (cell % cols)]
  const [from, to] = direction === 'up' ? [col, row] : [row, col]
  const cap = direction === 'up' ? enough : Math.min(enough, counts[cell]!)
  let moved = 0
  while (moved < cap) {
    const path = shortest(counts, hidden, cols, cell, from, to)
    if (!path) break
    const step = Math.min(cap - moved, ...path.filter(arc => arc.falls).map(arc => counts[arc.cell]!))
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
  cols: number,
  except: number,
  from: number,
  to: number,
): Arc[] | undefined {
  const rows = counts.length / cols
  const cameBy = new Map<number, { readonly before: number; readonly arc: Arc }>()
  const queue = [from]
  for (const at of queue) {
    const falls = at >= rows
    for (let k = 0; k < (falls ? rows : cols); k++) {
      const cell = falls ? k * cols + at - rows : at * cols + k
      const next = falls ? k : rows + k
      if (cell === except || !hidden[cell] || next === from || cameBy.has(next) || (falls && counts[cell]! <= EPSILON)) continue
      cameBy.set(next, { before: at, arc: { cell, falls } })
      if (next === to) return pathTo(cameBy, from, to)
      queue.push(next)
    }
  }
  return undefined
}

function pathTo(cameBy: ReadonlyMap<number, { before: number; arc: Arc }>, from: number, to: number): Arc[] {
  const path: Arc[] = []
  for (let at = to; at !== from; at = cameBy.get(at)!.before) path.push(cameBy.get(at)!.arc)
  return path
}
