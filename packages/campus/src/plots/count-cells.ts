import type { CountCell } from './plot.ts'
import type { PlotColumn } from './plot-column.ts'

/**
 * Rows per pair of categories, by x then y; empty cells are left out. `unknown` counts the rows where either is not recorded:
 * counts and `unknown` sum to the number of rows.
 *
 * Small cells are kept: pictures of the data are for analysts, who see the rows themselves. Do not show them to others.
 */
export function countCells(x: PlotColumn, y: PlotColumn): { readonly cells: readonly CountCell[]; readonly unknown: number } {
  const height = y.axis.categories.length
  const counts = new Int32Array(x.axis.categories.length * height)
  let unknown = 0
  for (let i = 0; i < x.positions.length; i++) {
    const a = x.positions[i]!
    const b = y.positions[i]!
    if (a < 0 || b < 0) unknown++
    else counts[a * height + b]!++
  }
  const cells = Array.from(counts, (count, at) => ({ x: Math.floor(at / height), y: at % height, count })).filter(cell => cell.count > 0)
  return { cells, unknown }
}

/** Rows per category of one column, and how many are not recorded. */
export function countCategories({ axis, positions }: PlotColumn): { readonly counts: readonly number[]; readonly unknown: number } {
  const counts = axis.categories.map(() => 0)
  let unknown = 0
  for (const position of positions) {
    if (position < 0) unknown++
    else counts[position]!++
  }
  return { counts, unknown }
}
