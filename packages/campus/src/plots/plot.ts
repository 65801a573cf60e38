/** One picture of a data set: counts and order statistics only, never single rows by name. */
export interface Plot {
  readonly title: string
  readonly plot_data: PlotData
  /** What can be seen, in plain words computed from the data. Never a cause. */
  readonly interpretation: string
}

export type PlotData = HistogramData | BarplotData | BoxplotData | ScatterData | PairplotData

export type PlotType = PlotData['type']

/** How many rows stand in each category of a column; one panel per column. */
export interface HistogramData extends Drawn {
  readonly type: 'histogram'
  readonly panels: readonly { readonly x: PlotAxis; readonly counts: readonly number[]; readonly unknown: number }[]
}

/** How `y` is spread within each category of `x`: the shares of one `x` sum to 1. */
export interface BarplotData extends Drawn {
  readonly type: 'barplot'
  readonly x: PlotAxis
  readonly y: PlotAxis
  readonly cells: readonly ShareCell[]
  readonly totals: readonly number[] // rows per category of x
  readonly unknown: number // rows in which x or y is not recorded
}

/** Five numbers of `y` in each category of `x` that has rows. */
export interface BoxplotData extends Drawn {
  readonly type: 'boxplot'
  readonly x: PlotAxis
  readonly y: PlotAxis
  readonly boxes: readonly Box[]
  readonly unknown: number
}

/** Rows per pair of categories. Codes are categories, so points would fall on each other: draw the count as a size. */
export interface ScatterData extends Drawn {
  readonly type: 'scatter'
  readonly x: PlotAxis
  readonly y: PlotAxis
  readonly cells: readonly CountCell[]
  readonly unknown: number
}

/** A scatter for every pair of columns, and each column's own counts on the diagonal. */
export interface PairplotData extends Drawn {
  readonly type: 'pairplot'
  readonly axes: readonly PlotAxis[]
  readonly counts: readonly (readonly number[])[] // by axis, rows per category
  readonly pairs: readonly { readonly x: number; readonly y: number; readonly cells: readonly CountCell[]; readonly unknown: number }[] // x < y: positions in axes
}

interface Drawn {
  /** Friendly names, in the order in which they were asked for. */
  readonly features: readonly string[]
  readonly rows: number
}

/** One column as an axis. `categories` in codebook order; a quantity is cut into classes of equal width. */
export interface PlotAxis {
  readonly column: string
  readonly label: string
  readonly unit?: string
  readonly ordered: boolean
  readonly measured: boolean // true: box plots give its own numbers, not positions in `categories`
  readonly categories: readonly string[]
}

/** `x` and `y` are positions in the categories of their axes. Empty cells are left out. */
export interface CountCell {
  readonly x: number
  readonly y: number
  readonly count: number
}

export interface ShareCell extends CountCell {
  readonly share: number // of the rows in this category of x
}

/** Values of `y` that occur in the data: numbers where it is measured, else positions in its categories. */
export interface Box {
  readonly x: number
  readonly count: number
  readonly minimum: number
  readonly lowerQuartile: number
  readonly median: number
  readonly upperQuartile: number
  readonly maximum: number
}
