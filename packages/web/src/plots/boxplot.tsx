import type { BoxplotData } from '@headway/contract'
import { barX, ruleY, text, tickX } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { leftMargin, shortLabels } from './labels.ts'

/** The middle half as a bar, the median as a line, the whole range as a thin rule, one row per category of x. */
export function Boxplot({ data: { x, y, boxes } }: { data: BoxplotData }) {
  const draw = useCallback(
    (width: number) => {
      const names = shortLabels(x.categories, 24)
      const last = y.categories.length - 1
      const ticks = y.categories.map((_, i) => i).filter(i => width >= 460 || last < 5 || i % 2 === 0)
      const rows = boxes.map(box => ({ ...box, name: names[box.x], n: `n = ${box.count}` }))
      const scale = y.measured
        ? { label: y.unit ?? null, nice: true }
        : { domain: [-0.3, last + 0.3], ticks, tickFormat: (at: number) => y.categories[at] ?? '', label: null }
      return {
        height: 40 + 34 * boxes.length,
        marginLeft: leftMargin(names, width),
        marginRight: 58,
        marginTop: 4,
        marginBottom: 28,
        x: { grid: true, ...scale },
        y: { domain: boxes.map(box => names[box.x]), label: null, tickSize: 0, padding: 0.35 },
        marks: [
          ruleY(rows, { x1: 'minimum', x2: 'maximum', y: 'name', stroke: 'var(--chart-main)' }),
          barX(rows, {
            x1: 'lowerQuartile',
            x2: 'upperQuartile',
            y: 'name',
            fill: 'color-mix(in oklab, var(--chart-main) 35%, var(--paper-raised))',
            stroke: 'var(--chart-main)',
            rx: 2,
          }),
          tickX(rows, { x: 'median', y: 'name', stroke: 'var(--ink)', strokeWidth: 2.5 }),
          text(rows, { frameAnchor: 'right', y: 'name', text: 'n', dx: 50, fill: 'var(--ink-soft)', textAnchor: 'end' }),
        ],
      }
    },
    [x, y, boxes],
  )
  const name = (value: number) => (y.measured ? value : (y.categories[value] ?? value))
  return (
    <Chart
      draw={draw}
      table={{
        caption: `${y.label} within ${x.label}: five numbers`,
        columns: [x.label, 'Records', 'Lowest', 'Lower quartile', 'Median', 'Upper quartile', 'Highest'],
        rows: boxes.map(box => [
          x.categories[box.x],
          box.count,
          ...[box.minimum, box.lowerQuartile, box.median, box.upperQuartile, box.maximum].map(name),
        ]),
      }}
    />
  )
}
