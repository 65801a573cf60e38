import { type EarlyLine, earlyCurve } from '../../study/early-curve.ts'
import type { HonestyGaps } from '../../study/honesty-gaps.ts'
import type { LearningCurve } from '../../study/learning-curve.ts'
import type { Study, StudyMoment } from '../../study/study.ts'
import { metricLabels } from '../metric-labels.ts'
import { modelCard } from '../model-card.ts'
import type { Entry, Estimate, Report } from '../report.ts'
import { curveChart } from './curve-chart.ts'
import { type Html, html, nothing } from './html.ts'
import { percent } from './numbers.ts'
import { page, syntheticMark } from './page.ts'
import { renderHonestyGaps } from './render-honesty-gaps.ts'
import { renderLearningCurve } from './render-learning-curve.ts'
import { renderLists } from './render-lists.ts'
import { renderModelCard } from './render-model-card.ts'
import { reportAnswer, reportSections } from './render-report.ts'
import { stacked } from './stacked.ts'
import { type Cell, tableOf } from './table.ts'

/** What was measured at the main moment besides its report. */
export interface StudyExtras {
  readonly gaps?: HonestyGaps
  readonly learning?: LearningCurve
}

/**
 * A study as one page that needs nothing else: the question, the answer at the main moment, how early is early enough and what to do
 * on its first screens; then who was left out, what mistakes would have claimed, and every moment's report in full.
 *
 * @returns a whole HTML document; everything that came from data is escaped
 */
export function renderStudy(study: Study, { gaps, learning }: StudyExtras = {}): string {
  const main = study.moments[study.main]!
  const { report } = main
  const contents = [
    { id: 'early', title: 'How early is early enough' },
    { id: 'to-do', title: 'What to do' },
    { id: 'left-out', title: 'Who was left out' },
    ...(gaps ? [{ id: 'gaps', title: 'What the usual mistakes would have claimed' }] : []),
    ...(learning ? [{ id: 'learning', title: 'Would more students help?' }] : []),
    ...study.moments.map(m => ({ id: anchorOf(m), title: `${capital(m.name)} in full` })),
    { id: 'model-card', title: 'Model card' },
    { id: 'data-sheet', title: 'Data sheet' },
  ]
  return page(
    'Headway report',
    html`<p class="soft">Headway report · ${report.data.codebook}</p>
<h1>${report.question}</h1>
${syntheticMark(report)}
<p class="soft">The answer at ${main.name}</p>
${reportAnswer(report)}
${early(study)}
${report.lists ? html`<p class="soft">At ${main.name}</p>${renderLists(report.lists, report.gate?.listed)}` : nothing}
${whatToDo(study)}
<nav aria-label="Contents"><h2>Contents</h2><ul>${contents.map(c => html`<li><a href="#${c.id}">${c.title}</a></li>`)}</ul></nav>
${leftOut(study)}
${gaps ? renderHonestyGaps(gaps) : nothing}
${learning ? renderLearningCurve(learning) : nothing}
${study.moments.map(inFull)}
<h1 class="part">The model at ${main.name}, and its data</h1>
${renderModelCard(modelCard(report))}`,
  )
}

function early(study: Study): Html {
  const curve = earlyCurve(study)
  const { label } = metricLabels[curve.metric]!
  const rules = curve.lines.filter(l => l.label !== 'model')
  const estimand = modelOf(study.moments[study.main]!.report)?.metrics[curve.metric]?.estimand
  return html`<h2 id="early">How early is early enough</h2>
<p>${beats(study)}</p>
${curveChart(curve, `${label} by prediction moment`)}
${tableOf(
  `${label} and average precision of the model on rows it had not seen, with 95 % intervals, beside the best simple rule of that moment`,
  ['moment', label, `best simple rule (${label})`, 'average precision', 'had the event', 'rows tested'],
  study.moments.map(({ name, report }, m): Cell[] => {
    const model = modelOf(report)
    const rule = bestRule(rules, m, curve.metric)
    return [
      name,
      stacked(model?.metrics[curve.metric]),
      rule ? html`${stacked(rule.estimate)}<br><span class="soft">${rule.label}</span>` : 'none',
      stacked(model?.metrics['averagePrecision']),
      baseRate(report),
      count(model?.metrics[curve.metric]?.n ?? 0),
    ]
  }),
)}
${
  rules.length > 0
    ? html`<details><summary>Every simple rule by moment</summary>${tableOf(
        label,
        ['', ...study.moments.map(m => m.name)],
        [
          ...curve.lines.map(line => [line.label, ...line.points.map(p => stacked(p.estimate))]),
          ...(study.moments.some(m => modelOf(m.report)?.unseen)
            ? [['model, students new to it', ...study.moments.map(m => stacked(modelOf(m.report)?.unseen?.[curve.metric]))]]
            : []),
        ],
      )}</details>`
    : nothing
}
<p class="soft">The best rule is chosen on the rows tested, which favours it. Intervals: ${estimand ?? 'none'}.</p>`
}

/** By what a list finds where the question has an event, by mean loss otherwise. */
function isBetter({ report: { gate, verdict } }: StudyMoment): boolean {
  return (gate ?? verdict).kind === 'better'
}

/** At which moments the model is worth having, by each report's own verdict. */
function beats({ moments }: Study): string {
  const better = moments.filter(isBetter).map(m => m.name)
  if (better.length === moments.length) return 'The model beats every simple rule at every moment asked about.'
  if (better.length === 0) return 'At no moment does the model beat every simple rule by more than chance would explain.'
  return `The model beats every simple rule at ${better.join(', ')}, and not at ${moments
    .filter(m => !isBetter(m))
    .map(m => m.name)
    .join(', ')}.`
}

function whatToDo({ moments, main }: Study): Html {
  const { name } = moments[main]!
  const first = moments.find(isBetter)
  const worth = isBetter(moments[main]!)
  return html`<h2 id="to-do">What to do</h2><ul>
<li>${
    worth
      ? `Use the model at ${name} to decide whom to look at first. A person looks at every case before anything is done.`
      : `Do not use the model at ${name}: take the simple rule, and ask again with more terms.`
  }</li>
${first && first.name !== name ? html`<li>The earliest moment at which the model beats every simple rule is ${first.name}: help can begin then.</li>` : nothing}
<li>Read the limits of the moment you choose, and what the report says of groups, before the first list is made.</li>
<li>Write down whom you offered help. Without that, next year's outcomes cannot tell whether it helped.</li></ul>`
}

function leftOut({ moments }: Study): Html {
  const reasons = [...new Set(moments.flatMap(m => m.report.exclusions.map(e => e.reason)))]
  return html`<h2 id="left-out">Who was left out</h2>${tableOf(
    'Rows left out by reason, and what was there at the moment',
    ['moment', ...reasons, 'rows', 'students', 'rows tested'],
    moments.map(({ name, report }) => [
      name,
      ...reasons.map(reason => count(report.exclusions.find(e => e.reason === reason)?.rows ?? 0)),
      count(report.data.rows),
      count(report.data.students),
      count(tested(report)),
    ]),
  )}`
}

function inFull(moment: StudyMoment): Html {
  const { name, report } = moment
  return html`<section id="${anchorOf(moment)}"><h1 class="part">${capital(name)} in full</h1><p class="soft">${report.question}</p>
${reportAnswer(report)}
${reportSections(report)}</section>`
}

/** What a constant forecast's average precision is: the share of rows with the event. */
function baseRate({ entries, classes }: Report): Cell {
  const prior = entries.find(e => e.id === 'prior')?.metrics['averagePrecision']
  if (classes?.length !== 2 || !prior) return '–'
  return html`${percent(prior.value)}<br><span class="soft">${percent(prior.low)} to ${percent(prior.high)}</span>`
}

function bestRule(rules: readonly EarlyLine[], moment: number, metric: string): { label: string; estimate: Estimate } | undefined {
  const sign = metricLabels[metric]!.better === 'higher' ? 1 : -1
  return rules
    .flatMap(({ label, points }) => (points[moment]?.estimate ? [{ label, estimate: points[moment].estimate }] : []))
    .sort((a, b) => sign * (b.estimate.value - a.estimate.value))[0]
}

function modelOf({ entries }: Report): Entry | undefined {
  return entries.find(e => e.id === 'model')
}

function tested(report: Report): number {
  return Object.values(modelOf(report)?.metrics ?? {})[0]?.n ?? 0
}

function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

function anchorOf({ name }: StudyMoment): string {
  return `at-${name.replace(/[^a-z0-9]+/gi, '-')}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
