import type { UploadAnswer } from '@headway/contract'
import { DataTable } from '../ui/data-table.tsx'
import { counted } from '../ui/numbers.ts'
import { PlacesTable } from './places-table.tsx'

const counts = [
  { key: 'added', label: 'added' },
  { key: 'identical', label: 'already held' },
  { key: 'conflicting', label: 'in conflict' },
  { key: 'refused', label: 'refused' },
] as const

/** What became of every row. */
export function UploadResult({ answer }: { answer: UploadAnswer }) {
  return (
    <div className="card stack">
      <p className="upload-message">{answer.message}</p>
      <dl className="upload-counts">
        {counts.map(({ key, label }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{answer[key].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {counted(answer.rows, 'record')} held now, version {answer.version}
        {answer.retired_demo && '. The demo model has been put out of work: train on these records below'}.
      </p>
      {answer.refusals.length > 0 && (
        <PlacesTable caption={`Refused rows${upTo(answer.refusals.length, answer.refused)}`} places={answer.refusals} />
      )}
      {answer.conflicts.length > 0 && (
        <DataTable
          caption={`Rows in conflict with one already held${upTo(answer.conflicts.length, answer.conflicting)}; the held one stays`}
          columns={['Line', 'Key', 'Differs in']}
          rows={answer.conflicts.map(conflict => [
            conflict.line,
            Object.entries(conflict.key)
              .map(([column, value]) => `${column} ${value}`)
              .join(', '),
            conflict.columns.join(', '),
          ])}
        />
      )}
    </div>
  )
}

function upTo(shown: number, all: number): string {
  return shown < all ? `, the first ${shown} of ${all}` : ''
}
