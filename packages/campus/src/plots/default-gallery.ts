import type { Dataset } from '../dataset.ts'
import { choosePlotFeatures } from './choose-plot-features.ts'
import { drawBarplot, drawBoxplot, drawHistogram, drawScatter } from './draw.ts'
import { interpretBarplot, interpretBoxplot, interpretHistogram, interpretScatter } from './interpret.ts'
import type { Plot } from './plot.ts'
import { type PlotColumn, plotColumn } from './plot-column.ts'

/**
 * Four pictures to begin with: how the target is spread; a habit against it; it within a background; it within attendance.
 * For UCI 856: grades, weekly study hours, mother's education, class attendance. Where the target has no order, shares stand for
 * the box plot; where the codebook has too few indicators, there are fewer pictures.
 *
 * @throws CampusError `unknown_column` when the dataset lacks a column of its codebook
 */
export function defaultGallery(dataset: Dataset): readonly Plot[] {
  const columns = (type: 'histogram' | 'scatter' | 'boxplot' | 'barplot') =>
    choosePlotFeatures(dataset.codebook, type).map(name => plotColumn(dataset, name))
  const pair = (type: 'scatter' | 'boxplot' | 'barplot', plot: (x: PlotColumn, y: PlotColumn) => Plot) => {
    const [x, y] = columns(type)
    return x && y ? [plot(x, y)] : []
  }
  return [
    ...columns('histogram').map(distribution),
    ...pair('scatter', against),
    ...pair('boxplot', (x, y) => (y.axis.ordered ? spread(x, y) : shares(x, y))),
    ...pair('barplot', shares),
  ]
}

function distribution(column: PlotColumn): Plot {
  const data = drawHistogram([column])
  return { title: `Distribution of ${column.axis.label}`, plot_data: data, interpretation: interpretHistogram(data, column) }
}

function against(x: PlotColumn, y: PlotColumn): Plot {
  return {
    title: `${x.axis.label} against ${y.axis.label}`,
    plot_data: drawScatter(x, y),
    interpretation: interpretScatter(x, y),
  }
}

function spread(x: PlotColumn, y: PlotColumn): Plot {
  const data = drawBoxplot(x, y)
  return { title: `${y.axis.label} by ${x.axis.label}`, plot_data: data, interpretation: interpretBoxplot(data) }
}

function shares(x: PlotColumn, y: PlotColumn): Plot {
  const data = drawBarplot(x, y)
  return { title: `${y.axis.label} by ${x.axis.label}`, plot_data: data, interpretation: interpretBarplot(data) }
}
