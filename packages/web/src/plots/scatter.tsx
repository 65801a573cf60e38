import type { ScatterData } from '@headway/contract'
import { dot, text } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { leftMargin, shortLabels } from './labels.ts'

/** A circle per pair of categories; its area is the number of records. */
export function Scatter({ data: { x, y, cells } }: { data: ScatterData }) {
  const draw = useCallback(
    (width: number) => {
      const across = shortLabels(x.categories, width < 460 ? 9 : 16)
      const up = shortLabels(y.categories, 20)
      const most = Math.max(1, ...cells.map(cell => cell.count))
      const left = leftMargin(up, width)
      const step = Math.min((width - left - 10) / across.length, 44)
      const circles = cells.map(cell => ({
        across: across[cell.x],
        up: up[cell.y],
        count: cell.count,
        says: `${x.categories[cell.x]}, ${y.categories[cell.y]}: ${cell.count}`,
      }))
      return {
        height: 50 + Math.max(28, step * 0.8) * up.length,
        marginLeft: left,
        marginTop: 6,
        marginRight: 10,
        marginBottom: 44,
        x: { domain: across, label: x.label, labelAnchor: 'center' as const, labelArrow: 'none' as const, tickSize: 0, grid: true },
        y: { domain: [...up].reverse(), label: null, tickSize: 0, grid: true },
        r: { domain: [0, most], range: [0, Math.max(7, step * 0.44)] },
        marks: [
          dot(circles, {
            x: 'across',
            y: 'up',
            r: 'count',
            fill: 'color-mix(in oklab, var(--chart-main) 32%, var(--paper-raised))',
            stroke: 'var(--chart-main)',
            title: 'says',
          }),
          text(circles, { x: 'across', y: 'up', text: 'count', fill: 'var(--ink)', fontSize: 11 }),
        ],
      }
    },
    [x, y, cells],
  )
  return (
    <Chart
      draw={draw}
      table={{
        caption: `${x.label} against ${y.label}: records per pair`,
        columns: [`${x.label} ↓ ${y.label} →`, ...y.categories],
        rows: x.categories.map((category, i) => [
          category,
          ...y.categories.map((_, j) => cells.find(cell => cell.x === i && cell.y === j)?.count ?? 0),
        ]),
      }}
    />
  )
}
