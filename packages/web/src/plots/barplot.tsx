import type { BarplotData } from '@headway/contract'
import { barX, text } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { categoryColors } from '../chart/colors.ts'
import { Legend } from '../chart/legend.tsx'
import { leftMargin, shortLabels } from './labels.ts'

/** Shares of y within each category of x; each bar is the whole of its group. */
export function Barplot({ data: { x, y, cells, totals } }: { data: BarplotData }) {
  const colors = categoryColors(y.categories.length, y.ordered)
  const draw = useCallback(
    (width: number) => {
      const names = shortLabels(x.categories, 24)
      const fills = categoryColors(y.categories.length, y.ordered)
      const parts = cells.map(cell => ({
        name: names[cell.x],
        share: cell.share,
        fill: fills[cell.y],
        says: `${x.categories[cell.x]}, ${y.categories[cell.y]}: ${cell.count} of ${totals[cell.x]}`,
      }))
      const ends = totals.map((total, i) => ({ name: names[i], says: `n = ${total}` }))
      return {
        height: 34 + 34 * names.length,
        marginLeft: leftMargin(names, width),
        marginRight: 58,
        marginTop: 4,
        marginBottom: 24,
        x: { domain: [0, 1], label: null, tickFormat: (share: number) => `${Math.round(share * 100)} %`, ticks: width < 420 ? 3 : 5 },
        y: { domain: names, label: null, tickSize: 0, padding: 0.25 },
        color: { type: 'identity' as const },
        marks: [
          barX(parts, { x: 'share', y: 'name', fill: 'fill', title: 'says', insetLeft: 0.5, insetRight: 0.5 }),
          text(ends, { x: 1, y: 'name', text: 'says', dx: 8, textAnchor: 'start', fill: 'var(--ink-soft)' }),
        ],
      }
    },
    [x, y, cells, totals],
  )
  return (
    <Chart
      draw={draw}
      table={{
        caption: `${y.label} within ${x.label}: records`,
        columns: [x.label, ...y.categories, 'all'],
        rows: x.categories.map((category, i) => [
          category,
          ...y.categories.map((_, j) => cells.find(cell => cell.x === i && cell.y === j)?.count ?? 0),
          totals[i],
        ]),
      }}
    >
      <Legend items={y.categories.map((label, i) => ({ label, color: colors[i]! }))} />
    </Chart>
  )
}
