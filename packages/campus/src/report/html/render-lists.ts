import type { ListTable } from '../../lists/list-lengths.ts'
import { type Html, html } from './html.ts'
import { number, percent } from './numbers.ts'
import { tableOf } from './table.ts'

/** What lists of several lengths find: the model in full, then every rule beside it. The list of the gate in one sentence. */
export function renderLists({ event, n, events, lengths }: ListTable, gate: number | undefined): Html {
  const first = lengths[0]!.lines
  return html`<h2>What a list finds</h2>
${lengths.filter(({ listed }) => listed === gate).map(({ sentence }) => html`<p>${sentence}</p>`)}
${tableOf(
  `The model's list, on ${number(n, 0)} rows of which ${number(events, 0)} had ${event}; 95 % intervals in brackets`,
  ['listed', 'found', 'of all', 'of those listed'],
  lengths.map(({ listed, share, lines }) => {
    const { found, recall, precision } = lines.at(-1)!
    return [html`${listed} <span class="soft">(${percent(share)})</span>`, counts(found), shares(recall), shares(precision)]
  }),
)}
${tableOf(
  'Found by each simple rule and by the model, by length of the list',
  ['', ...lengths.map(({ listed }) => String(listed))],
  first.map(({ label }, e) => [label, ...lengths.map(({ lines }) => stacked(lines[e]!.found))]),
)}
<p class="soft">Where a rule gives many the same place, its figure is what a random order among them finds on average. Intervals: ${first[0]!.found.estimand}.</p>`
}

interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

function counts({ value, low, high }: Interval): Html {
  return html`${number(value, 0)} <span class="soft">[${number(low, 0)}–${number(high, 0)}]</span>`
}

/** The interval in small below: six of them side by side. */
function stacked({ value, low, high }: Interval): Html {
  return html`${number(value, 0)}<br><span class="soft">${number(low, 0)}–${number(high, 0)}</span>`
}

function shares({ value, low, high }: Interval): Html {
  return html`${percent(value)} <span class="soft">[${percent(low)}–${percent(high)}]</span>`
}
