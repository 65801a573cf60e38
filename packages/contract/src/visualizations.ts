import { type Static, type TSchema, Type } from 'typebox'

/** An array that nobody changes: what the pure packages give. */
const list = <Item extends TSchema>(items: Item) => Type.Immutable(Type.Array(items))

const Position = Type.Integer({ minimum: 0 })
const Count = Type.Integer({ minimum: 0 })

/** One column as an axis: `categories` in codebook order; a quantity is cut into classes. */
export const PlotAxis = Type.Object({
  column: Type.String({ examples: ['STUDY_HRS'] }),
  label: Type.String({ examples: ['Weekly Study Hours'] }),
  unit: Type.Optional(Type.String()),
  ordered: Type.Boolean(),
  measured: Type.Boolean({ description: 'true: box plots give numbers of this column; false: positions in categories' }),
  categories: list(Type.String()),
})

const drawn = { features: list(Type.String()), rows: Count }
const cell = { x: Position, y: Position, count: Type.Integer({ minimum: 1 }) }
const CountCell = Type.Object(cell)

export const HistogramData = Type.Object({
  type: Type.Literal('histogram'),
  ...drawn,
  panels: list(Type.Object({ x: PlotAxis, counts: list(Count), unknown: Count })),
})

export const BarplotData = Type.Object({
  type: Type.Literal('barplot'),
  ...drawn,
  x: PlotAxis,
  y: PlotAxis,
  cells: list(Type.Object({ ...cell, share: Type.Number({ minimum: 0, maximum: 1 }) })),
  totals: list(Count),
  unknown: Count,
})

export const BoxplotData = Type.Object({
  type: Type.Literal('boxplot'),
  ...drawn,
  x: PlotAxis,
  y: PlotAxis,
  boxes: list(
    Type.Object({
      x: Position,
      count: Count,
      minimum: Type.Number(),
      lowerQuartile: Type.Number(),
      median: Type.Number(),
      upperQuartile: Type.Number(),
      maximum: Type.Number(),
    }),
  ),
  unknown: Count,
})

export const ScatterData = Type.Object({
  type: Type.Literal('scatter'),
  ...drawn,
  x: PlotAxis,
  y: PlotAxis,
  cells: list(CountCell),
  unknown: Count,
})

export const PairplotData = Type.Object({
  type: Type.Literal('pairplot'),
  ...drawn,
  axes: list(PlotAxis),
  counts: list(list(Count)),
  pairs: list(Type.Object({ x: Position, y: Position, cells: list(CountCell), unknown: Count })),
})

/** What a plot shows, as counts and order statistics; never single rows by name. Told apart by `type`. */
export const PlotData = Type.Union([HistogramData, BarplotData, BoxplotData, ScatterData, PairplotData])

export const PlotType = Type.Union([
  Type.Literal('scatter'),
  Type.Literal('boxplot'),
  Type.Literal('barplot'),
  Type.Literal('histogram'),
  Type.Literal('pairplot'),
])

/** One picture of the default gallery. */
export const Visualization = Type.Object({
  title: Type.String({ examples: ['Weekly Study Hours against Output Grade'] }),
  plot_data: PlotData,
  interpretation: Type.String({ description: 'What can be seen, in words computed from the data; never a cause' }),
})

/** `GET /api/visualizations/default` */
export const DefaultVisualizations = list(Visualization)

/** `POST /api/visualizations/custom`, the request. */
export const CustomVisualizationRequest = Type.Object(
  {
    plot_type: PlotType,
    features: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), {
        maxItems: 40,
        description: 'Friendly names or column names; left out: a telling choice is made',
        examples: [['Weekly Study Hours', 'Output Grade']],
      }),
    ),
  },
  { additionalProperties: false },
)

/** `POST /api/visualizations/custom`, the answer. */
export const CustomVisualization = Type.Object({ plot_data: PlotData })

export type PlotAxis = Static<typeof PlotAxis>
export type HistogramData = Static<typeof HistogramData>
export type BarplotData = Static<typeof BarplotData>
export type BoxplotData = Static<typeof BoxplotData>
export type ScatterData = Static<typeof ScatterData>
export type PairplotData = Static<typeof PairplotData>
export type PlotData = Static<typeof PlotData>
export type PlotType = Static<typeof PlotType>
export type Visualization = Static<typeof Visualization>
export type CustomVisualizationRequest = Static<typeof CustomVisualizationRequest>
export type CustomVisualization = Static<typeof CustomVisualization>
