import type { EvaluateAnswer } from '@headway/contract'
import { metrics } from '@headway/learn'
import { DataTable } from '../ui/data-table.tsx'
import { decimal } from '../ui/numbers.ts'

const labels = new Map(Object.values(metrics).map(metric => [metric.id, metric.label]))

/** Every metric with its interval, its n and what exactly it estimates. */
export function AllFigures({ intervals }: Pick<EvaluateAnswer, 'intervals'>) {
  const show = (value: number | null) => (value === null ? '–' : decimal(value))
  return (
    <DataTable
      caption="Every figure of the model"
      hideCaption
      columns={['Figure', 'Value', '95 % range', 'n', 'What it estimates']}
      rows={Object.entries(intervals).map(([id, { value, low, high, n, estimand }]) => [
        labels.get(id) ?? id,
        show(value),
        `${show(low)} to ${show(high)}`,
        n,
        estimand,
      ])}
    />
  )
}
