import { boxOf } from './box-of.ts'
import { countCategories, countCells } from './count-cells.ts'
import type { BarplotData, BoxplotData, HistogramData, PairplotData, ScatterData } from './plot.ts'
import type { PlotColumn } from './plot-column.ts'

/** The numbers behind each kind of plot, from columns that were already found and checked. */

export function drawHistogram(columns: readonly PlotColumn[]): HistogramData {
  return { type: 'histogram', ...drawn(columns), panels: columns.map(column => ({ x: column.axis, ...countCategories(column) })) }
}

export function drawScatter(x: PlotColumn, y: PlotColumn): ScatterData {
  return { type: 'scatter', ...drawn([x, y]), x: x.axis, y: y.axis, ...countCells(x, y) }
}

export function drawBarplot(x: PlotColumn, y: PlotColumn): BarplotData {
  const { cells, unknown } = countCells(x, y)
  const totals = x.axis.categories.map((_, at) => cells.reduce((sum, cell) => sum + (cell.x === at ? cell.count : 0), 0))
  const shares = cells.map(cell => ({ ...cell, share: cell.count / totals[cell.x]! }))
  return { type: 'barplot', ...drawn([x, y]), x: x.axis, y: y.axis, cells: shares, totals, unknown }
}

export function drawBoxplot(x: PlotColumn, y: PlotColumn): BoxplotData {
  const groups = x.axis.categories.map((): number[] => [])
  let unknown = 0
  x.positions.forEach((at, i) => {
    const value = y.values[i]!
    if (at < 0 || Number.isNaN(value)) unknown++
    else groups[at]!.push(value)
  })
  const boxes = groups.flatMap((values, at) => (values.length > 0 ? [{ x: at, ...boxOf(values) }] : []))
  return { type: 'boxplot', ...drawn([x, y]), x: x.axis, y: y.axis, boxes, unknown }
}

export function drawPairplot(columns: readonly PlotColumn[]): PairplotData {
  const pairs = columns.flatMap((x, i) => columns.slice(i + 1).map((y, k) => ({ x: i, y: i + 1 + k, ...countCells(x, y) })))
  return {
    type: 'pairplot',
    ...drawn(columns),
    axes: columns.map(column => column.axis),
    counts: columns.map(column => countCategories(column).counts),
    pairs,
  }
}

function drawn(columns: readonly PlotColumn[]) {
  return { features: columns.map(column => column.axis.label), rows: columns[0]?.positions.length ?? 0 }
}
