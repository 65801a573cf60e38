import type { DifferenceAnswer } from '@headway/contract'
import { dot, ruleX, ruleY, text } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { decimal } from '../ui/numbers.ts'

/** The paired difference with its range; right of zero the new model loses less. */
export function DifferenceChart({ interval: { value, low, high, estimand } }: { interval: DifferenceAnswer }) {
  const draw = useCallback(() => {
    const widest = 1.15 * Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0), Math.abs(value ?? 0), 0.02)
    const sides = [
      { x: -widest, says: '← old better', anchor: 'start' },
      { x: widest, says: 'new better →', anchor: 'end' },
    ]
    return {
      height: 92,
      marginLeft: 16,
      marginRight: 16,
      marginTop: 24,
      marginBottom: 26,
      x: { domain: [-widest, widest], label: null, grid: true, ticks: 5 },
      y: { axis: null, domain: [-1, 1] },
      marks: [
        ruleX([0], { stroke: 'var(--ink-soft)', strokeDasharray: '3,3' }),
        ruleY(low === null || high === null ? [] : [0], { x1: low ?? 0, x2: high ?? 0, stroke: 'var(--chart-main)', strokeWidth: 4 }),
        dot(value === null ? [] : [value], { x: (v: number) => v, y: 0, r: 7, fill: 'var(--chart-main)' }),
        ...sides.map(side =>
          text([side], {
            x: 'x',
            text: 'says',
            frameAnchor: 'top',
            dy: -16,
            textAnchor: side.anchor as 'start' | 'end',
            fill: 'var(--ink-soft)',
          }),
        ),
      ],
    }
  }, [value, low, high])
  const show = (figure: number | null) => (figure === null ? '–' : decimal(figure))
  return (
    <Chart
      draw={draw}
      table={{
        caption: 'Old minus new: above zero the new model loses less',
        columns: ['Estimates', 'Difference', 'From', 'To'],
        rows: [[estimand, show(value), show(low), show(high)]],
      }}
    />
  )
}
