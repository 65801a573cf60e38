import type { HonestyGaps } from '../../study/honesty-gaps.ts'
import { metricLabels } from '../metric-labels.ts'
import { intervalChart } from './charts.ts'
import { type Html, html } from './html.ts'
import { number } from './numbers.ts'
import { stacked } from './stacked.ts'
import { tableOf } from './table.ts'

/** What the usual mistakes would have claimed: chart, table, and each mistake in words. */
export function renderHonestyGaps({ moment, honest, mistakes }: HonestyGaps): Html {
  const lines = mistakes.flatMap(({ id, claimed, beside }) => [
    { label: id as string, figures: claimed },
    ...(beside ? [{ label: `… honestly: ${beside.says}`, figures: beside.figures }] : []),
  ])
  const charted = [{ id: 'honest', metrics: honest }, ...mistakes.map(m => ({ id: m.id, metrics: m.claimed }))]
  const { label } = metricLabels['rocAuc']!
  return html`<h2 id="gaps">What the usual mistakes would have claimed</h2>
<p>The same recipe at ${moment}, judged as it should be and as it often is. Only the first figure can be expected to come true.</p>
${intervalChart(
  charted.map(entry => ({ ...entry, label: entry.id })),
  'rocAuc',
  label,
)}
${tableOf(
  `${label} and average precision, with 95 % intervals over the rows tested`,
  ['', label, 'average precision', 'rows tested'],
  [{ label: 'honest: a later term', figures: honest }, ...lines].map(({ label: name, figures }) => [
    name,
    stacked(figures['rocAuc']),
    stacked(figures['averagePrecision']),
    number(figures['rocAuc']?.n ?? 0, 0),
  ]),
)}
<dl>${mistakes.map(({ id, says }) => html`<dt>${id}</dt><dd>${says}</dd>`)}</dl>
<p class="soft">${honest['rocAuc']?.estimand ?? ''}</p>`
}
