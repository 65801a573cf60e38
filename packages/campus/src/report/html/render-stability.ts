import type { ListStability } from '../../lists/list-stability.ts'
import { type Html, html } from './html.ts'
import { percent } from './numbers.ts'

/** How far the list depends on which students happened to be trained on. */
export function renderStability({ refits, listed, n, overlap, overlapByChance, stable }: ListStability): Html {
  return html`<h2>Would the list be the same?</h2>
<p>Fitted again ${refits} times, each time on other students drawn from the past ones, and each time listing ${listed} of the same ${n}: <strong>${percent(stable)} of the places</strong> go to students who are on nine lists of ten or more. Two such lists share ${percent(overlap)} of all who are on either (${percent(overlapByChance)} by chance).</p>`
}
