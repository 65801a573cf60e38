import { metricLabels } from '../metric-labels.ts'
import type { ProtectedBeside } from '../protected-beside.ts'
import { type Html, html } from './html.ts'
import { withInterval } from './numbers.ts'
import { stacked } from './stacked.ts'
import { tableOf } from './table.ts'

const SHOWN = ['rocAuc', 'averagePrecision', 'logLoss', 'rps', 'rmse', 'ece']

/** What protected columns as inputs would change. The groups, side by side, stand in the audit. */
export function renderBeside({ sentence, without, with: having, helps }: ProtectedBeside): Html {
  return html`<h2>Without and with protected columns</h2>
<p>${sentence}</p>${tableOf(
    'The same recipe on the same rows, with 95 % intervals',
    ['', 'without', 'with'],
    SHOWN.filter(id => without[id] && having[id]).map(id => [metricLabels[id]!.label, stacked(without[id]), stacked(having[id])]),
  )}<p class="soft">Mean loss without minus with: ${withInterval(helps)}; ${helps.estimand}.</p>`
}
