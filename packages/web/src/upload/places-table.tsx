import type { ProblemPlace } from '@headway/contract'
import { DataTable } from '../ui/data-table.tsx'

/** Where a file does not fit the codebook: line, column, expected, found, what to do. */
export function PlacesTable({ caption, places }: { caption: string; places: readonly ProblemPlace[] }) {
  return (
    <DataTable
      caption={caption}
      columns={['Line', 'Column', 'Expected', 'Found', 'What to do']}
      rows={places.map(({ line, column, expected, got, remedy }) => [line ?? '–', column ?? '–', expected, got, remedy])}
    />
  )
}
