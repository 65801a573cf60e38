import { metricLabels } from '../metric-labels.ts'
import { modelCard } from '../model-card.ts'
import type { Calibration, Entry, HonestyGap, Report } from '../report.ts'
import { calibrationChart, intervalChart } from './charts.ts'
import { type Html, html, nothing } from './html.ts'
import { number, percent, pValue, withInterval } from './numbers.ts'
import { page, syntheticMark } from './page.ts'
import { renderBeside } from './render-beside.ts'
import { renderGate } from './render-gate.ts'
import { renderGroups } from './render-groups.ts'
import { renderIntakes } from './render-intakes.ts'
import { renderLists } from './render-lists.ts'
import { renderModelCard } from './render-model-card.ts'
import { renderSets } from './render-sets.ts'
import { renderStability } from './render-stability.ts'
import { renderSuspects } from './render-suspects.ts'
import { stacked } from './stacked.ts'
import { tableOf } from './table.ts'

const TOP = 20 // columns shown one by one

/**
 * A report as one page that needs nothing else: no script, no request, light and dark, printable. Its first screen says the question
 * and the answer; its last the limits.
 *
 * @returns a whole HTML document; everything that came from data is escaped
 */
export function renderReport(report: Report): string {
  const { question, data } = report
  return page(
    'Headway report',
    html`<p class="soft">Headway report · ${data.codebook}</p>
<h1>${question}</h1>
${syntheticMark(report)}
${reportAnswer(report)}
${reportSections(report)}
${renderModelCard(modelCard(report))}`,
  )
}

/** What a provost asks first: whether the model is worth having. */
export function reportAnswer({ gate, verdict }: Report): Html {
  return html`<p class="lead">${gate?.sentence ?? verdict.sentence}</p>`
}

/** Everything below a report's answer: lists and groups first, then every figure, the search and the limits. */
export function reportSections(report: Report): Html {
  return html`${report.lists ? renderLists(report.lists, report.gate?.listed) : nothing}
${report.gate ? renderGate(report.gate) : nothing}
${report.stability ? renderStability(report.stability) : nothing}
${headline(report)}
${population(report)}
${report.suspects ? renderSuspects(report.suspects) : nothing}
${report.twins ? html`<h2>Rows under suspicion</h2><p class="warn">${report.twins.sentence}</p>` : nothing}
${figures(report.entries)}
${report.intakes ? renderIntakes(report.intakes) : nothing}
${report.classes ? classes(report) : nothing}
${report.confusion ? confusion(report.confusion) : nothing}
${report.calibration ? calibration(report.calibration) : nothing}
${report.sets ? renderSets(report.sets) : nothing}
${report.groups ? renderGroups(report.groups, report.groupsBeside) : nothing}
${report.beside ? renderBeside(report.beside) : nothing}
${report.honestyGap ? gap(report.honestyGap) : nothing}
${looksAt(report)}
${search(report)}
<h2>Limits</h2><ul>${report.limits.map(limit => html`<li>${limit}</li>`)}</ul>
<p class="soft">Data ${report.data.hash.slice(0, 12)} · seed ${report.protocol.seed}. Same data, seed and version give this report again.</p>`
}

/** The one loss by which models are compared, simple rules first. */
function headline({ entries, verdict, gate }: Report): Html {
  const loss = entries[0]?.metrics['logLoss'] ? 'logLoss' : 'rmse'
  const label = metricLabels[loss]!.label
  return html`<h2>Against simple rules</h2><p>${label} on rows that no model had seen; lower is better.${gate ? ` ${verdict.sentence}` : ''}</p>${intervalChart(entries, loss, label)}
${tableOf(
  `${label}, and how far each rule lies behind the model`,
  ['', label, 'behind the model', 'p (one-sided)'],
  entries.map(e => [
    e.label,
    e.metrics[loss] ? withInterval(e.metrics[loss]) : '–',
    e.behindModel ? withInterval(e.behindModel) : '',
    e.behindModel ? pValue(e.behindModel.pOneSided) : '',
  ]),
)}<p class="soft">${entries.find(e => e.behindModel)?.behindModel?.estimand ?? ''}</p>`
}

function population({ data, exclusions, protocol }: Report): Html {
  return html`<h2>Who, and how it was tested</h2>
<p>${data.students} students, ${data.rows} rows. ${exclusions.length === 0 ? 'None left out.' : ''}</p>
${
  exclusions.length > 0
    ? tableOf(
        'Left out',
        ['reason', 'rows'],
        exclusions.map(e => [e.reason, e.rows]),
      )
    : nothing
}
<p>${protocol.plan}. Inside, ${protocol.inner}.</p>
${protocol.notes.map(note => html`<p class="warn">${note}</p>`)}
<p>Protected columns (${protocol.protectedColumns.join(', ') || 'none'}): ${protocol.withProtected ? 'given to the model, because a person said so.' : 'kept for audits, not given to the model.'}</p>`
}

function figures(entries: readonly Entry[]): Html {
  const ids = Object.keys(metricLabels).filter(id => entries.some(e => e.metrics[id]))
  return html`<h2>Every figure</h2>${tableOf(
    'Value and 95 % interval',
    ['', ...entries.map(e => e.label)],
    ids.map(id => [
      html`${metricLabels[id]!.label} <span class="soft">${metricLabels[id]!.better === 'higher' ? '↑' : '↓'}</span>`,
      ...entries.map(e => stacked(e.metrics[id])),
    ]),
  )}<p class="soft">↑ higher is better, ↓ lower is better. ${entries.at(-1)?.metrics[ids[0] ?? '']?.estimand ?? ''}</p>`
}

function classes({ classes = [] }: Report): Html {
  const estimand = classes[0]?.intervals?.precision.estimand
  return html`<h2>By class</h2>${tableOf(
    'Of those forecast so, how many were (precision); of those who were, how many were forecast so (recall)',
    ['class', 'students', 'precision', 'recall', 'F1'],
    classes.map(c => [
      c.label,
      number(c.n, 0),
      ...(['precision', 'recall', 'f1'] as const).map(kind => (c.intervals ? stacked(c.intervals[kind]) : number(c[kind], 2))),
    ]),
  )}${estimand ? html`<p class="soft">With 95 % intervals: ${estimand}</p>` : ''}`
}

function confusion({ labels, counts }: NonNullable<Report['confusion']>): Html {
  return html`<h2>What was forecast, and what happened</h2>${tableOf(
    'Rows: what happened; columns: the likeliest class; mean over repeats',
    ['', ...labels],
    counts.map((row, i) => [labels[i]!, ...row.map(n => number(n, 1))]),
  )}`
}

function calibration(given: Calibration): Html {
  return html`<h2>Do forecasts keep their word?</h2><p>Event: ${given.of}.${line(given)}</p>
<div class="two">${calibrationChart(given)}${tableOf(
    'Of those forecast about so, how many',
    ['forecast', 'happened', '95 % interval', 'students'],
    given.bins.map(b => [percent(b.forecast), percent(b.observed), `${percent(b.low)} to ${percent(b.high)}`, b.n]),
  )}</div>`
}

function line({ slope, intercept, slopeInterval, interceptInterval }: Calibration): string {
  if (slope === undefined || intercept === undefined) return ''
  const within = (of: Calibration['slopeInterval']) =>
    of ? `, 95 % interval ${number(of.low, 2)} to ${number(of.high, 2)} over students` : ''
  return ` Slope ${number(slope, 2)} (1 is right, below 1 is too sure${within(slopeInterval)}), intercept ${number(intercept, 2)} (0 is right${within(interceptInterval)}).`
}

function gap({ recipe, learner, rowsBefore, rowsAfter, honest, naive, naiveOnRealRows, baseline }: HonestyGap): Html {
  const ids = Object.keys(metricLabels).filter(id => honest[id] && naive[id])
  return html`<h2>The honesty gap</h2><p>What a careless protocol would have claimed with the same learner (${learner}): ${recipe} (${rowsBefore} rows became ${rowsAfter}).</p>
${tableOf(
  'Honest, careless, and knowing nothing',
  ['', 'honest', 'careless claim', 'prior'],
  ids.map(id => [
    metricLabels[id]!.label,
    withInterval(honest[id]!),
    withInterval(naive[id]!),
    baseline[id] ? withInterval(baseline[id]) : '–',
  ]),
)}
<p>On the real rows of the careless folds: accuracy ${withInterval(naiveOnRealRows)}.</p>`
}

function looksAt({ indicators }: Report): Html {
  if (indicators.length === 0) return nothing
  const shown = indicators.slice(0, TOP)
  const rest = indicators.slice(TOP)
  return html`<h2>What the model looks at</h2>${tableOf(
    'Mean absolute share of the score, in the model fitted on all rows',
    ['column', 'share'],
    [
      ...shown.map(i => [i.title, percent(i.share)]),
      ...(rest.length > 0 ? [[`${rest.length} more together`, percent(rest.reduce((sum, i) => sum + i.share, 0))]] : []),
    ],
  )}<p class="soft">Shares of one fitted model: they say what it uses, not what causes anything, and carry no interval.</p>`
}

function search({ model, chosen, elsewhere }: Report): Html {
  if (elsewhere)
    return html`<h2>The model</h2><p><strong>${elsewhere.name}</strong>. Nothing was searched or fitted here. That it has never seen the rows of this report is what ${elsewhere.claimedBy} says.</p>`
  return html`<h2>The search</h2><p>Fitted on all rows: <strong>${model.name}</strong>. Lowest inner loss: ${model.best}; simplest within one standard error: ${model.simplest}.</p>
<details><summary>Everything tried</summary>${tableOf(
    'Inner loss of each recipe on all rows, and how far behind the best',
    ['recipe', 'loss', 'behind', '95 %', 'standard error'],
    model.tried.map(t => [
      t.name,
      number(t.loss),
      number(t.worseBy),
      t.low === null || t.high === null ? '–' : `${number(t.low)} to ${number(t.high)}`,
      number(t.standardError),
    ]),
  )}
${tableOf(
  'Chosen inside the outer parts',
  ['recipe', 'times'],
  chosen.map(c => [c.name, c.times]),
)}</details>`
}
