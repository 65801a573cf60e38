import type { EvaluateAnswer } from '@headway/contract'
import { dot, ruleX, ruleY, tickX } from '@observablehq/plot'
import { useCallback, useMemo } from 'react'
import { Chart } from '../chart/chart.tsx'
import { categoryColors } from '../chart/colors.ts'
import { Legend } from '../chart/legend.tsx'
import { decimal } from '../ui/numbers.ts'
import { figureRows } from './figure-rows.ts'

/** Shares from 0 to 1 as dots with whiskers, the rules as ticks on the same line; the table adds the log loss. */
export function BesideRules({ answer }: { answer: EvaluateAnswer }) {
  const rows = useMemo(() => figureRows(answer), [answer])
  const rules = answer.baselines.map(rule => rule.label)

  const draw = useCallback(() => {
    const shares = rows.filter(row => row.better === 'higher' && row.model !== null)
    const fills = categoryColors(answer.baselines.length, false)
    const ticks = shares.flatMap(row => row.rules.map((rule, i) => ({ label: row.label, value: rule.value, stroke: fills[i] })))
    return {
      height: 30 + 42 * shares.length,
      marginLeft: 74,
      marginRight: 14,
      marginTop: 6,
      marginBottom: 26,
      x: { domain: [0, 1], label: null, grid: true, ticks: 5 },
      y: { domain: shares.map(row => row.label), label: null, tickSize: 0, padding: 0.5 },
      color: { type: 'identity' as const },
      marks: [
        ruleX([0], { stroke: 'var(--line)' }),
        tickX(
          ticks.filter(tick => tick.value !== null),
          { x: 'value', y: 'label', stroke: 'stroke', strokeWidth: 3 },
        ),
        ruleY(
          shares.filter(row => row.low !== null),
          { x1: 'low', x2: 'high', y: 'label', stroke: 'var(--ink)', strokeWidth: 2 },
        ),
        dot(shares, { x: 'model', y: 'label', r: 6, fill: 'var(--ink)' }),
      ],
    }
  }, [rows, answer])

  return (
    <Chart
      draw={draw}
      tableOpen
      table={{
        caption: 'The model beside simple rules',
        columns: ['Figure', 'Model', '95 % range', ...rules],
        rows: rows.map(row => [
          row.better === 'lower' ? `${row.label} (lower is better)` : row.label,
          figure(row.model),
          row.low === null ? '–' : `${figure(row.low)}–${figure(row.high)}`,
          ...row.rules.map(rule => figure(rule.value)),
        ]),
      }}
    >
      <Legend
        items={[
          { label: 'Model, with its 95 % range', color: 'var(--ink)' },
          ...rules.map((label, i) => ({ label, color: categoryColors(rules.length, false)[i]! })),
        ]}
      />
    </Chart>
  )
}

function figure(value: number | null): string {
  return value === null ? '–' : decimal(value, 2)
}
