import type { LearningCurve } from '../../study/learning-curve.ts'
import { metricLabels } from '../metric-labels.ts'
import { curveChart } from './curve-chart.ts'
import { type Html, html } from './html.ts'
import { number, percent } from './numbers.ts'
import { tableOf } from './table.ts'

/** The figure by number of students learned from, and whether more would help. */
export function renderLearningCurve({ metric, points, gain, sentence }: LearningCurve): Html {
  const { label } = metricLabels[metric]!
  const line = { label: 'same recipe', points: points.map(p => ({ moment: number(p.students, 0), estimate: p.estimate })) }
  return html`<h2 id="learning">Would more students help?</h2><p>${sentence}</p>
${curveChart({ lines: [line] }, `${label} by number of students learned from`)}
${tableOf(
  `${label} on the same rows, by number of students learned from; mean over draws of whole students`,
  ['share of students', 'students', label, '95 % interval', 'rows tested'],
  points.map(({ share, students, estimate: { value, low, high, n } }) => [
    percent(share),
    number(students, 0),
    number(value),
    `${number(low)} to ${number(high)}`,
    number(n, 0),
  ]),
)}
<p class="soft">Level: ${points.at(-1)?.estimate.estimand ?? ''}. Change: ${gain.estimand}.</p>`
}
