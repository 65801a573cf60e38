import type { OutcomeSets } from '../report.ts'
import { type Html, html, nothing } from './html.ts'
import { number, percent } from './numbers.ts'
import { tableOf } from './table.ts'

/** Sets of outcomes, or ranges of a value: how large they had to be, how often they held what happened, and what is guaranteed. */
export function renderSets(sets: OutcomeSets): Html {
  const { kind, level, guaranteed, byCell = [] } = sets
  const size = kind === 'range' ? 'mean width' : 'outcomes in a set'
  return html`<h2>How much can be said of one student</h2>
${kind === 'range' ? aboutRanges(sets) : aboutSets(sets)}
${tableOf(
  `${kind === 'range' ? 'Ranges' : 'Sets'} for students that the model had not seen`,
  ['', 'held what happened', '95 % interval', 'rows', size],
  [{ label: 'all', ...sets }, ...byCell.map(cell => ({ ...cell, label: `course ${cell.label}` }))].map(({ label, measured, meanSize }) => [
    label,
    percent(measured.value),
    `${percent(measured.low)} to ${percent(measured.high)}`,
    measured.n,
    number(meanSize, kind === 'range' ? 2 : 1),
  ]),
)}
<p class="soft">Guaranteed over all students like these, whatever the model: ${Math.floor(100 * guaranteed)} %. Over all rows the share is near ${percent(level)} because ${kind === 'range' ? 'ranges' : 'sets'} are made as large as that takes, also by a useless model; their size is what tells a good one.${byCell.length > 0 ? html` Courses have 50 rows or more; where the interval lies below ${percent(level)}, ${kind === 'range' ? 'ranges' : 'sets'} promise too much for that course (about one in forty will by chance).` : nothing}</p>`
}

function aboutSets({ level, meanSize, classes = 0, single = 0 }: OutcomeSets): Html {
  return html`<p>Instead of one outcome, a forecast can name a set of them, with as many as it takes to hold what happens in ${percent(level)} of cases. On average that took <strong>${number(meanSize, 1)} of ${classes} outcomes</strong>; ${single > 0 ? `for ${percent(single)} of the rows one outcome was enough` : 'one outcome was never enough'}. A set of several says that the forecast is not enough to go on to tell those outcomes apart.</p>`
}

function aboutRanges({ level, meanSize }: OutcomeSets): Html {
  return html`<p>Instead of one value, a forecast can name a range, as wide as it takes to hold what happens in ${percent(level)} of cases. On average it was <strong>${number(meanSize, 2)} wide</strong>: a difference within the range is not enough to go on to tell two students apart.</p>`
}
