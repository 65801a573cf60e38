import type { ReactNode } from 'react'
import './data-table.css'

export interface DataTableProps {
  readonly caption: string
  readonly columns: readonly string[]
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly ReactNode[])[]
  readonly hideCaption?: boolean
}

/** A plain table that can be scrolled sideways by touch and by keyboard when it is wider than the screen. */
export function DataTable({ caption, columns, rows, hideCaption = false }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className="table-scroll" role="group" tabIndex={0} aria-label={caption}>
      <table className="data-table">
        <caption className={hideCaption ? 'visually-hidden' : ''}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and are replaced as a whole
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={columns[j]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[j]} className={typeof cell === 'string' && cell.length > 24 ? 'long' : ''}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
