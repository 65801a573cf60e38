import type { Metrics, RetrainAnswer } from '@headway/contract'
import { DataTable } from '../ui/data-table.tsx'
import { decimal } from '../ui/numbers.ts'
import { Decision, type DecisionProps } from './decision.tsx'
import { DifferenceChart } from './difference-chart.tsx'

const figures = [
  { id: 'loss', label: 'Log loss (lower is better)' },
  { id: 'accuracy', label: 'Accuracy' },
  { id: 'precision', label: 'Precision' },
  { id: 'recall', label: 'Recall' },
  { id: 'f1_score', label: 'F1' },
] as const

/** What the paired comparison says, both models' figures, and the choice. */
export function OldAgainstNew({ result, ...decision }: DecisionProps & { result: RetrainAnswer }) {
  const { comparison, old_metrics, new_metrics } = result
  return (
    <div className="card stack" data-testid="comparison">
      <h3>{comparison ? `The new model: ${comparison.verdict}` : 'The first model on these records'}</h3>
      <p>{comparison ? comparison.sentence : result.message}</p>
      {comparison && <DifferenceChart interval={comparison.interval} />}
      <DataTable
        caption={comparison ? `Both on the same students: ${comparison.plan}` : 'On students it had not seen'}
        columns={['Figure', 'Old', 'New']}
        rows={figures.map(({ id, label }) => [label, show(old_metrics, id), show(new_metrics, id)])}
      />
      <Decision {...decision} />
    </div>
  )
}

function show(metrics: Metrics | null, id: (typeof figures)[number]['id']): string {
  const value = metrics?.[id] ?? null
  return value === null ? '–' : decimal(value)
}
