import type { EvaluateAnswer } from '@headway/contract'

/** Rows: what happened; columns: what was forecast. The deeper a cell, the larger its share of the row. */
export function Confusion({ confusion_matrix: counts, labels }: EvaluateAnswer['confusion_matrix']) {
  const caption = 'Rows: what happened. Columns: what was forecast.'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className="table-scroll" role="group" tabIndex={0} aria-label="Confusion matrix">
      <table className="confusion">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {labels.map(label => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, i) => {
            const total = row.reduce((sum, count) => sum + count, 0)
            return (
              <tr key={labels[i]}>
                <th scope="row">{labels[i]}</th>
                {row.map((count, j) => (
                  <td key={labels[j]} className={i === j ? 'hit' : ''} style={{ background: shade(total > 0 ? count / total : 0) }}>
                    {rounded(count)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Never the full accent, so that the ink on it keeps its contrast. */
function shade(share: number): string {
  return `color-mix(in oklab, var(--chart-main) ${Math.round(Math.min(1, share * 1.6) * 55)}%, var(--paper-raised))`
}

/** Means over repeats need one decimal at most. */
function rounded(count: number): string {
  return Number.isInteger(count) ? String(count) : count < 10 ? count.toFixed(1) : String(Math.round(count))
}
