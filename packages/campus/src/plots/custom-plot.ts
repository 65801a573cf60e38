import type { Dataset } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import { choosePlotFeatures } from './choose-plot-features.ts'
import { drawBarplot, drawBoxplot, drawHistogram, drawPairplot, drawScatter } from './draw.ts'
import type { PlotData, PlotType } from './plot.ts'
import { type PlotColumn, plotColumn } from './plot-column.ts'

/** How many features each kind of plot takes. */
export const plotArity: Readonly<Record<PlotType, { readonly least: number; readonly most: number }>> = {
  histogram: { least: 1, most: 6 },
  barplot: { least: 1, most: 2 },
  boxplot: { least: 1, most: 2 },
  scatter: { least: 2, most: 2 },
  pairplot: { least: 2, most: 5 },
}

/**
 * The data of one plot that a person asked for.
 *
 * `scatter` counts rows per pair of categories; `boxplot` gives the second feature's five numbers within the first; `barplot` gives
 * the second feature's shares within the first; for both, the second is the target when it is not named. `histogram` counts one
 * panel per feature; `pairplot` draws every pair. Without `features` a telling choice is made (`choosePlotFeatures`).
 *
 * @param features friendly names or column names, distinct
 * @throws CampusError `unknown_column`; `bad_plot` (too few, too many or repeated features, an identifier, a box plot of unordered categories)
 *
 * @example customPlot(dataset, 'scatter', ['Weekly Study Hours', 'Output Grade']).plot_data.cells // [{ x: 0, y: 1, count: 4 }, …]
 */
export function customPlot(dataset: Dataset, type: PlotType, features?: readonly string[]): { readonly plot_data: PlotData } {
  const asked = features && features.length > 0 ? features : choosePlotFeatures(dataset.codebook, type)
  const columns = asked.map(name => plotColumn(dataset, name))
  checkFeatures(type, columns)
  return { plot_data: draw(dataset, type, columns) }
}

function draw(dataset: Dataset, type: PlotType, columns: readonly PlotColumn[]): PlotData {
  const [x, second] = columns as readonly [PlotColumn, PlotColumn | undefined]
  switch (type) {
    case 'histogram':
      return drawHistogram(columns)
    case 'pairplot':
      return drawPairplot(columns)
    case 'scatter':
      return drawScatter(x, second!)
    case 'barplot':
      return drawBarplot(x, second ?? targetColumn(dataset, x))
    case 'boxplot':
      return drawBoxplot(x, ordered(second ?? targetColumn(dataset, x)))
  }
}

function checkFeatures(type: PlotType, columns: readonly PlotColumn[]): void {
  const { least, most } = plotArity[type]
  const wanted = least === most ? `exactly ${most}` : `${least} to ${most}`
  if (columns.length < least || columns.length > most) {
    throw new CampusError('bad_plot', `A ${type} takes ${wanted} features, got ${columns.length}. Name ${wanted}.`)
  }
  const twice = columns.find((column, i) => columns.findIndex(c => c.axis.column === column.axis.column) < i)
  if (twice) throw new CampusError('bad_plot', `"${twice.axis.label}" was named twice. Name each feature once.`)
}

function targetColumn(dataset: Dataset, x: PlotColumn): PlotColumn {
  const target = dataset.codebook.fields.find(field => field.role === 'target')
  if (target && target.name !== x.axis.column) return plotColumn(dataset, target.name)
  throw new CampusError('bad_plot', `One feature was named, "${x.axis.label}", and no other target is known. Name a second feature.`)
}

function ordered(column: PlotColumn): PlotColumn {
  if (column.axis.ordered) return column
  throw new CampusError('bad_plot', `A boxplot needs an order, but the categories of "${column.axis.label}" have none. Use a barplot.`)
}
