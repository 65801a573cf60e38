import type { IntakeCalibration } from '../intake-calibration.ts'
import { metricLabels } from '../metric-labels.ts'
import type { Intakes } from '../report.ts'
import { type Html, html, nothing } from './html.ts'
import { number, percent } from './numbers.ts'
import { tableOf } from './table.ts'

/** What the training terms foretold, each left out in turn, of every figure and of how often sets of outcomes hold the truth. */
export function renderIntakes({ figures, coverage, calibration }: Intakes): Html {
  const terms = figures.terms.map(t => t.term)
  const ids = Object.keys(metricLabels).filter(id => figures.ranges[id])
  return html`<h2>Between terms</h2>
<p>Each training term was left out in turn and forecast from the others: before the test term was looked at, this said how far its figures might lie apart.</p>
${tableOf(
  'Figures of each training term, forecast from the others; range between terms',
  ['', ...terms, 'from', 'to'],
  ids.map(id => [
    metricLabels[id]!.label,
    ...figures.terms.map(t => (t.metrics[id] === undefined ? '–' : number(t.metrics[id]))),
    number(figures.ranges[id]!.low),
    number(figures.ranges[id]!.high),
  ]),
)}
${coverage.map(
  ({ level, foretold, tested, asForetold }) =>
    html`${tableOf(
      `Sets that should hold the outcome in ${percent(level)} of cases: how often they did, and how often they held more than one outcome`,
      ['term', 'held it', '95 % interval', 'undecided', 'rows'],
      [...foretold, tested].map((t, i) => [
        i < foretold.length ? t.term : `${t.term} (test)`,
        exact(t.share),
        `${exact(t.low)} to ${exact(t.high)}`,
        t.undecided === undefined ? '–' : percent(t.undecided),
        t.n,
      ]),
    )}<p class="soft">${insideOrNot(asForetold)}</p>`,
)}
${calibration ? renderCalibration(calibration) : nothing}`
}

function renderCalibration({ of, foretold, tested, asForetold }: IntakeCalibration): Html {
  return html`${tableOf(
    `Calibration error of the probability of ${of}: mean distance from what happened over ten groups of as many rows each`,
    ['term', 'error', 'by chance alone', 'rows'],
    [...foretold, tested].map((t, i) => [i < foretold.length ? t.term : `${t.term} (test)`, number(t.error), number(t.byChance), t.n]),
  )}<p class="soft">${insideOrNot(asForetold)}</p>`
}

function insideOrNot(asForetold: boolean): string {
  return `The test term lies ${asForetold ? 'inside' : 'outside'} what the left-out terms foretold.`
}

function exact(share: number): string {
  return `${number(100 * share, 1)} %`
}
