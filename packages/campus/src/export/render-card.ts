import type { BandContent, CardTotal, ScoringCard } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import { sentence } from '../question/ask-question.ts'
import { type Html, html, nothing } from '../report/html/html.ts'
import { number, percent } from '../report/html/numbers.ts'
import { cardStyle } from './card-style.ts'

/** More lines than this are set smaller, so that the card stays on one page. */
const MOST_LINES = 110

/** A hand-scoring card as one page to print: points for each indicator, and what each total says. No script, no request. */
export function renderCard({ codebook, question, report }: Bundle, card: ScoringCard): string {
  const fields = new Map(card.parts.map(({ column }) => [column, fieldOf(codebook, column)]))
  const { rows, largest, mean } = card.rounding
  const off = card.task.kind === 'regression' ? (by: number) => number(by, 2) : (by: number) => `${number(100 * by, 1)} percentage points`
  const lines = card.parts.reduce((sum, { bands }) => sum + bands.length + 2, 0)
  const left = card.leftOut.map(column => fieldOf(codebook, column).title)
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Scoring card: ${codebook.title}</title><style>${{ html: cardStyle }}</style></head><body${lines > MOST_LINES ? html` class="dense"` : nothing}>
<h1>Scoring card: ${aboutOf(card, question, codebook)}</h1>
<p>${sentence(question, codebook)}</p>
${report.data.synthetic ? html`<p class="warn"><strong>Made from synthetic records.</strong> Nothing here is about real people.</p>` : nothing}
<p>Write the points of the line that fits into each box, add them up, and read below what the total says.</p>
<div class="parts">
${card.parts.map(({ column, bands }) => {
  const field = fields.get(column)!
  return html`<section><h2>${titleOf(field)} <span></span></h2><ul>${bands.filter(({ holds }) => isKnown(holds)).map(({ holds, points }) => html`<li>${bandText(holds, field)} <b>${points}</b></li>`)}</ul></section>
`
})}</div>
<p class="sum">Total of the boxes <span>${card.totals[0]!.from} to ${card.totals.at(-1)!.to}</span></p>
${totalsOf(card)}
<p class="small">Rounding: over ${rows} past rows, a forecast read from this card is ${off(mean)} away from the model's own on average, and ${off(largest)} at most.${left.length > 0 ? ` Too weak to give a point: ${left.join(', ')}.` : ''} The model's limits are in its report; a forecast is no verdict on a person.</p>
</body></html>`.html
}

function aboutOf({ task }: ScoringCard, { target }: Bundle['question'], codebook: Bundle['codebook']): string {
  if (target.kind === 'binary') return `chance of ${target.event.name}`
  const { title } = fieldOf(codebook, target.column)
  return task.kind === 'regression' ? `expected ${title}` : title
}

function titleOf({ title, scale }: Field): string {
  return scale.kind === 'quantity' && scale.unit ? `${title} (${scale.unit})` : title
}

function bandText(holds: BandContent, { scale }: Field): string {
  if (holds.kind === 'range') return rangeText(holds, scale)
  const labels = new Map('codes' in scale ? scale.codes.map(code => [code.value, code.label]) : [])
  const named = holds.levels.map(level => labels.get(level) ?? level)
  return [...named, ...(holds.missing ? ['not known'] : [])].join(', ')
}

/** The codebook lists all codes: a level that training never saw is none of its own. */
function isKnown(holds: BandContent): boolean {
  return holds.kind === 'range' || holds.missing || holds.levels.length > 0
}

/** Numbers in (from, to] in words. */
function rangeText({ from, to }: Extract<BandContent, { kind: 'range' }>, scale: Field['scale']): string {
  const { integer = false, minimum = -Infinity } = scale.kind === 'quantity' ? scale : {}
  const text = (value: number) => String(value).replace('-', '−')
  if (!integer) {
    if (from === null) return to === null ? 'any number' : `up to ${text(to)}`
    return to === null ? `over ${text(from)}` : `over ${text(from)} to ${text(to)}`
  }
  const [low, high] = [from === null ? minimum : Math.floor(from) + 1, to === null ? Infinity : Math.floor(to)]
  if (low === high) return text(low)
  if (high === Infinity) return low === -Infinity ? 'any number' : `${text(low)} or more`
  return low === -Infinity ? `up to ${text(high)}` : `${text(low)} to ${text(high)}`
}

function totalsOf({ task, totals }: ScoringCard): Html {
  const digits = Math.max(...totals.map(({ forecast: [value = 0] }) => (String(value).split('.')[1] ?? '').length))
  const show = (p: number) => (task.kind === 'regression' ? number(p, digits) : percent(p))
  const said = ({ forecast }: CardTotal) => (task.kind === 'binary' ? forecast.slice(1) : forecast)
  const lines = totals.map(
    total => html`<div><span>${total.from === total.to ? total.from : `${total.from}–${total.to}`}</span>${said(total).map(p => html`<span>${show(p)}</span>`)}</div>
`,
  )
  if (task.kind === 'regression' || task.kind === 'binary') return html`<div class="totals">${lines}</div>`
  const head = html`<div class="head"><span>Total</span>${task.classes.map(name => html`<span>${name}</span>`)}</div>`
  const half = Math.ceil(lines.length / 2)
  return html`<div class="totals wide"><section>${head}${lines.slice(0, half)}</section><section>${head}${lines.slice(half)}</section></div>`
}
