import type { CardLine, ModelCard } from '../model-card.ts'
import { type Html, html } from './html.ts'

/** The model card and the data sheet, for whoever meets the model without its report. */
export function renderModelCard({ model, data }: ModelCard): Html {
  return html`<h2 id="model-card">Model card</h2>${listOf(model)}
<h2 id="data-sheet">Data sheet</h2>${listOf(data)}`
}

function listOf(lines: readonly CardLine[]): Html {
  return html`<dl>${lines.map(({ label, text }) => html`<dt>${label}</dt>${text.map(t => html`<dd>${t}</dd>`)}`)}</dl>`
}
