import type { PairplotData } from '@headway/contract'
import { dot, frame, rect } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { shorten } from '../chart/shorten.ts'
import { leftMargin } from './labels.ts'

/** Every feature against every other; the diagonal shows each feature's own counts. */
export function Pairplot({ data: { axes, counts, pairs } }: { data: PairplotData }) {
  const draw = useCallback(
    (width: number) => {
      const most = Math.max(6, Math.floor(width / axes.length / 9))
      const names = axes.map((axis, i) => `${shorten(axis.label, most)}${'\u200b'.repeat(i)}`) // zero-width: two short names stay distinct
      const beside = axes.map(axis => shorten(axis.label, width < 460 ? 9 : 18))
      const at = (axis: number, position: number) => (position + 0.5) / axes[axis]!.categories.length
      const circles = pairs.flatMap(({ x, y, cells }) =>
        cells.flatMap(cell => {
          const [a, b] = [at(x, cell.x), at(y, cell.y)]
          return [
            { fx: names[x], fy: names[y], a, b, count: cell.count },
            { fx: names[y], fy: names[x], a: b, b: a, count: cell.count },
          ]
        }),
      )
      const bars = counts.flatMap((column, i) =>
        column.map((count, k) => ({
          name: names[i],
          from: k / column.length,
          to: (k + 1) / column.length,
          top: (0.95 * count) / Math.max(1, ...column),
        })),
      )
      return {
        height: Math.min(width, 640) * 0.9 + 24,
        marginLeft: 8,
        marginRight: leftMargin(beside, width),
        marginTop: 26,
        marginBottom: 6,
        x: { domain: [0, 1], axis: null },
        y: { domain: [0, 1], axis: null },
        fx: { axis: 'top' as const, domain: names, label: null, padding: 0.06 },
        fy: {
          axis: 'right' as const,
          domain: names,
          label: null,
          padding: 0.06,
          tickFormat: (name: string) => beside[names.indexOf(name)] ?? '',
        },
        r: { range: [0, Math.max(4, width / axes.length / 14)] },
        marks: [
          frame({ stroke: 'var(--line)', rx: 4 }),
          rect(bars, { fx: 'name', fy: 'name', x1: 'from', x2: 'to', y1: 0, y2: 'top', fill: 'var(--chart-quiet)', inset: 0.5 }),
          dot(circles, {
            fx: 'fx',
            fy: 'fy',
            x: 'a',
            y: 'b',
            r: 'count',
            fill: 'var(--chart-main)',
            fillOpacity: 0.55,
            stroke: 'var(--chart-main)',
          }),
        ],
      }
    },
    [axes, counts, pairs],
  )
  return (
    <Chart
      draw={draw}
      table={{
        caption: `Pairs of ${axes.map(axis => axis.label).join(', ')}: records`,
        columns: ['Pair', 'Categories', 'Records'],
        rows: pairs.flatMap(({ x, y, cells }) =>
          cells.map(cell => [
            `${axes[x]?.label} × ${axes[y]?.label}`,
            `${axes[x]?.categories[cell.x]} × ${axes[y]?.categories[cell.y]}`,
            cell.count,
          ]),
        ),
      }}
    />
  )
}
