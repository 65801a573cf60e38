import type { ModelSummary } from '@headway/contract'
import { Decision, type DecisionProps } from './decision.tsx'

/** A model that was trained earlier and waits for a decision. */
export function WaitingModel({ model, ...decision }: DecisionProps & { model: ModelSummary }) {
  return (
    <div className="card stack" data-testid="waiting-model">
      <h3>A trained model waits for your decision</h3>
      <p className="soft">
        {model.name}, trained on {model.rows.toLocaleString('en')} records; against simple rules: {model.verdict}.
      </p>
      <Decision {...decision} />
    </div>
  )
}
