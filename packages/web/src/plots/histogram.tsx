import type { HistogramData } from '@headway/contract'
import { barX, text } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { leftMargin, shortLabels } from './labels.ts'

type Panel = HistogramData['panels'][number]

/** How many records in each category: one panel per feature. */
export function Histogram({ data }: { data: HistogramData }) {
  return (
    <div className="panels">
      {data.panels.map(panel => (
        <HistogramPanel key={panel.x.column} panel={panel} titled={data.panels.length > 1} />
      ))}
    </div>
  )
}

function HistogramPanel({ panel: { x, counts, unknown }, titled }: { panel: Panel; titled: boolean }) {
  const draw = useCallback(
    (width: number) => {
      const names = shortLabels(x.categories, 24)
      const bars = counts.map((count, i) => ({ name: names[i], count }))
      return {
        height: 34 + 26 * bars.length,
        marginLeft: leftMargin(names, width),
        marginRight: 34,
        marginTop: 6,
        marginBottom: 22,
        x: { axis: null, zero: true },
        y: { domain: names, label: null, tickSize: 0, padding: 0.22 },
        marks: [
          barX(bars, { x: 'count', y: 'name', fill: 'var(--chart-main)', rx: 2 }),
          text(bars, { x: 'count', y: 'name', text: 'count', dx: 6, textAnchor: 'start', fill: 'var(--ink)' }),
        ],
      }
    },
    [x, counts],
  )
  return (
    <div>
      {titled && <h4 className="panel-title">{x.label}</h4>}
      <Chart
        draw={draw}
        table={{
          caption: `${x.label}: records per category`,
          columns: [x.label, 'Records'],
          rows: [...x.categories.map((category, i) => [category, counts[i]]), ...(unknown > 0 ? [['not recorded', unknown]] : [])],
        }}
      />
    </div>
  )
}
