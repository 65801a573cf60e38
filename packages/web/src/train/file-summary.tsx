import { DataTable } from '../ui/data-table.tsx'
import { counted } from '../ui/numbers.ts'
import type { FileRead } from './messages.ts'

/** What the file holds, by which codebook, and every row that was not taken. */
export function FileSummary({ name, read }: { name: string; read: FileRead }) {
  const { rows, fields, codebook, guessed, refused, refusals, notes } = read
  return (
    <div className="card stack">
      <p className="upload-message">
        {name}: {counted(rows, 'row')}, {counted(fields.length, 'column')}
        {guessed ? '. What the columns mean was guessed' : `, read by the codebook ${codebook}`}.
      </p>
      {guessed && (
        <p className="soft">
          Nobody has confirmed the guess. Look at the columns below; a column known only after the outcome makes every figure too good.
        </p>
      )}
      {notes.map(note => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      <details>
        <summary>The columns</summary>
        <DataTable
          caption="What each column is taken for"
          columns={['Column', 'Scale', 'Role', 'Sensitivity']}
          rows={fields.map(field => [field.name, field.scale, field.role, field.sensitivity])}
        />
      </details>
      {refusals.length > 0 && (
        <DataTable
          caption={`Refused rows${refusals.length < refused ? `, the first ${refusals.length} of ${refused}` : ''}`}
          columns={['Line', 'Column', 'Expected', 'Got', 'What to do']}
          rows={refusals.map(({ line, column = '', expected, got, remedy }) => [line, column, expected, got, remedy])}
        />
      )}
    </div>
  )
}
