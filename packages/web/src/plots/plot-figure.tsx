import type { PlotData } from '@headway/contract'
import { Barplot } from './barplot.tsx'
import { Boxplot } from './boxplot.tsx'
import { Histogram } from './histogram.tsx'
import { Pairplot } from './pairplot.tsx'
import { Scatter } from './scatter.tsx'

/** The picture for any of the five kinds of plot data. */
export function PlotFigure({ data }: { data: PlotData }) {
  switch (data.type) {
    case 'histogram':
      return <Histogram data={data} />
    case 'barplot':
      return <Barplot data={data} />
    case 'boxplot':
      return <Boxplot data={data} />
    case 'scatter':
      return <Scatter data={data} />
    case 'pairplot':
      return <Pairplot data={data} />
  }
}
