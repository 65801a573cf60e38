import type { GateAnswer } from '@headway/contract'
import { DataTable } from '../ui/data-table.tsx'

/** What a list finds when the model makes it, and when a simple rule does: the reason for the verdict. */
export function AtListLength({ gate }: { gate: GateAnswer }) {
  const { event, listed, n, events, found, rules, recommend } = gate
  return (
    <div className="card" data-testid="at-list-length">
      <h3>
        A list of {listed} of {tenths(n)}
      </h3>
      <DataTable
        caption={`How many of the ${tenths(events)} with ${event} are on it`}
        columns={['Listed by', 'Found', 'Model finds more by', '95 % range']}
        rows={[
          ['Model', tenths(found), '', ''],
          ...rules.map(({ label, found, difference: { value, low, high } }) => [
            label,
            tenths(found),
            tenths(value),
            `${tenths(low)} to ${tenths(high)}`,
          ]),
        ]}
      />
      <p>
        List by: <b>{recommend.label}</b>.
      </p>
    </div>
  )
}

/** One decimal where there is one: who is on a list among equals is counted by expectation. */
function tenths(value: number | null): string {
  return value === null ? '–' : String(Math.round(10 * value) / 10).replace('-', '−')
}
