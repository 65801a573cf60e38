import type { JudgedSuspect } from '../../study/ask-at.ts'
import type { Report } from '../report.ts'
import { type Html, html } from './html.ts'
import { type Cell, tableOf } from './table.ts'

/** Columns that may know the outcome or come too late, with the evidence, and what became of them. */
export function renderSuspects(suspects: NonNullable<Report['suspects']>): Html {
  return html`<h2>Columns under suspicion</h2>
<p>These columns may know the outcome, or be known too late. They are out of the model until a person has looked at them and keeps them.</p>${tableOf(
    'Suspected columns and the evidence',
    ['column', 'suspicion', 'evidence', 'in the model'],
    suspects.map(s => [s.column, s.kind, html`<span class="wide">${s.evidence}</span>`, whoKeeps(s)]),
  )}`
}

function whoKeeps({ kept, keptBy }: JudgedSuspect): Cell {
  if (!kept) return 'no'
  return keptBy ? html`<span class="wide">kept by ${keptBy.by}: ${keptBy.reason}</span>` : 'kept by a person'
}
