import { barX, text } from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../chart/chart.tsx'
import { percent } from '../ui/numbers.ts'

/** One bar per grade, in grade order; the likeliest stands out. */
export function ProbabilityChart({ probabilities, prediction }: { probabilities: Readonly<Record<string, number>>; prediction: string }) {
  const draw = useCallback(() => {
    const bars = Object.entries(probabilities).map(([grade, probability]) => ({
      grade,
      probability,
      says: percent(probability),
      fill: grade === prediction ? 'var(--chart-main)' : 'var(--chart-quiet)',
    }))
    return {
      height: 12 + 25 * bars.length,
      marginLeft: 14 + 7 * Math.max(...bars.map(bar => bar.grade.length)),
      marginRight: 46,
      marginTop: 4,
      marginBottom: 4,
      x: { axis: null, domain: [0, Math.max(...bars.map(bar => bar.probability), 0.2)] },
      y: { domain: bars.map(bar => bar.grade), label: null, tickSize: 0, padding: 0.26 },
      color: { type: 'identity' as const },
      marks: [
        barX(bars, { x: 'probability', y: 'grade', fill: 'fill', rx: 2 }),
        text(bars, { x: 'probability', y: 'grade', text: 'says', dx: 6, textAnchor: 'start', fill: 'var(--ink)' }),
      ],
    }
  }, [probabilities, prediction])
  return (
    <Chart
      draw={draw}
      table={{
        caption: 'Probability of each grade',
        columns: ['Grade', 'Probability'],
        rows: Object.entries(probabilities).map(([grade, probability]) => [grade, percent(probability)]),
      }}
    />
  )
}
