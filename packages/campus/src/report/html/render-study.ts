import { earlyCurve } from '../../study/early-curve.ts'
import type { Study, StudyMoment } from '../../study/study.ts'
import { metricLabels } from '../metric-labels.ts'
import type { Entry, Estimate, Report } from '../report.ts'
import { curveChart } from './curve-chart.ts'
import { type Html, html, nothing } from './html.ts'
import { number, percent } from './numbers.ts'
import { page, syntheticMark } from './page.ts'
import { renderLists } from './render-lists.ts'
import { reportSections } from './render-report.ts'
import { tableOf } from './table.ts'

/**
 * A question at several moments as one self-contained page. First what a decision needs: the answer at the main moment, how early is
 * early enough, what lists find; then who was left out when; then the full report of every moment.
 *
 * @returns a whole HTML document; everything that came from data is escaped
 */
export function renderStudy(study: Study): string {
  const main = study.moments[study.main]!
  const { report } = main
  const curve = earlyCurve(study)
  const label = metricLabels[curve.metric]?.label ?? curve.metric
  return page(
    'Headway report',
    html`<p class="soft">Headway report · ${report.data.codebook}</p>
<h1>${report.question}</h1>
${syntheticMark(report)}
<p class="lead">${report.gate?.sentence ?? report.verdict.sentence}</p>
<nav aria-label="Parts"><ul><li><a href="#early">How early is early enough</a></li><li><a href="#who">Who was in, and when</a></li>${study.moments.map((m, i) => html`<li><a href="#moment-${i}">Full report at ${m.name}</a></li>`)}</ul></nav>
<h2 id="early">How early is early enough</h2>
<p>${label} by prediction moment, with the interval of the model; the dashed lines are simple rules. ${report.protocol.plan}.</p>
${curveChart(curve, label)}
${tableOf(
  `${label} by moment`,
  ['', ...study.moments.map(m => m.name)],
  [
    ['students forecast', ...study.moments.map(m => modelOf(m.report)?.metrics[curve.metric]?.n ?? '–')],
    ['had the event', ...study.moments.map(m => baseOf(m.report))],
    ...curve.lines.map(line => [line.label, ...line.points.map(p => (p.estimate ? stacked(p.estimate) : '–'))]),
    ...(curve.metric === 'rocAuc'
      ? [['average precision of the model', ...study.moments.map(m => estimateOf(m.report, 'averagePrecision'))]]
      : []),
    ...(study.moments.some(m => modelOf(m.report)?.unseen)
      ? [['students new to the model', ...study.moments.map(m => unseenOf(m.report, curve.metric))]]
      : []),
    ['better than every rule', ...study.moments.map(m => m.report.gate?.kind ?? m.report.verdict.kind)],
  ],
)}<p class="soft">${modelOf(report)?.metrics[curve.metric]?.estimand ?? ''}</p>
${report.lists ? html`<p>At ${main.name}, the main moment:</p>${renderLists(report.lists, report.gate?.listed)}` : nothing}
<h2 id="who">Who was in, and when</h2>${exclusions(study.moments)}
${study.moments.map(
  (m, i) =>
    html`<section class="moment" id="moment-${i}"><h1>At ${m.name}</h1><p class="lead">${m.report.gate?.sentence ?? m.report.verdict.sentence}</p>${reportSections(m.report)}</section>`,
)}`,
  )
}

function exclusions(moments: readonly StudyMoment[]): Html {
  const reasons = [...new Set(moments.flatMap(m => m.report.exclusions.map(e => e.reason)))]
  const rows = (report: Report, reason: string) => report.exclusions.find(e => e.reason === reason)?.rows ?? 0
  return tableOf(
    'Enrolments by moment',
    ['', ...moments.map(m => m.name)],
    [
      ...reasons.map(reason => [`left out: ${reason}`, ...moments.map(m => rows(m.report, reason))]),
      ['in the population', ...moments.map(m => m.report.data.rows)],
      ['forecast in the test', ...moments.map(m => modelOf(m.report)?.metrics['logLoss']?.n ?? '–')],
    ],
  )
}

function modelOf({ entries }: Report): Entry | undefined {
  return entries.find(e => e.id === 'model')
}

function baseOf({ lists }: Report): string {
  return lists ? percent(lists.events / lists.n) : '–'
}

function estimateOf(report: Report, metric: string): Html | string {
  const estimate = modelOf(report)?.metrics[metric]
  return estimate ? stacked(estimate) : '–'
}

function unseenOf(report: Report, metric: string): Html | string {
  const estimate = modelOf(report)?.unseen?.[metric]
  return estimate ? stacked(estimate) : '–'
}

function stacked({ value, low, high }: Estimate): Html {
  return html`${number(value)}<br><span class="soft">${number(low)} to ${number(high)}</span>`
}
