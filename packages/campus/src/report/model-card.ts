import { metricLabels } from './metric-labels.ts'
import type { Estimate, Report } from './report.ts'

/** What whoever meets the model later must know, drawn from its report. */
export interface ModelCard {
  readonly model: readonly CardLine[]
  readonly data: readonly CardLine[]
}

export interface CardLine {
  readonly label: string
  readonly text: readonly string[]
}

const SHOWN = ['rocAuc', 'averagePrecision', 'logLoss', 'brier', 'accuracy', 'rmse']

/**
 * Model card and data sheet of a report.
 *
 * Source: Mitchell et al. (2019), Model cards for model reporting; Gebru et al. (2021), Datasheets for datasets.
 */
export function modelCard(report: Report): ModelCard {
  const { question, data, protocol, gate, verdict, entries, model, moment, limits, exclusions, suspects = [] } = report
  const lines = (label: string, ...text: (string | undefined)[]): CardLine[] => {
    const said = text.filter(t => t !== undefined)
    return said.length > 0 ? [{ label, text: said }] : []
  }
  const last = entries.at(-1)
  const out = suspects.filter(s => !s.kept).map(s => s.column)
  const kept = suspects.filter(s => s.kept).map(s => `${s.column}${s.keptBy ? `: ${s.keptBy.reason} (${s.keptBy.by})` : ''}`)
  return {
    model: [
      ...lines('Model', model.name),
      ...lines('Question', question),
      ...lines(
        'Intended use',
        (gate ?? verdict).kind === 'better'
          ? 'To help staff decide whom to offer support first. A person looks at every case before anything is done.'
          : 'None yet: a simple rule does as well, or too little is known. Use the rule.',
      ),
      ...lines(
        'Not for',
        'Admission, grading, exclusion, fees or discipline',
        'Other institutions, courses or moments than those it was tested on',
        'Claims that an indicator causes the outcome',
      ),
      ...lines(
        'Prediction moment',
        moment && `${moment.name}; scores known ${days(moment.marking)} after submission, results ${days(moment.results)} after the end`,
      ),
      ...lines('Tested', protocol.plan, (gate ?? verdict).sentence),
      ...lines('Figures', ...SHOWN.flatMap(id => (last?.metrics[id] ? [figure(id, last.metrics[id])] : []))),
      ...lines(
        'Protected columns',
        `${protocol.protectedColumns.join(', ') || 'none'}: ${protocol.withProtected ? 'given to the model' : 'not given to the model'}`,
      ),
      ...lines('Limits', ...limits),
      ...lines('Seed', String(protocol.seed)),
    ],
    data: [
      ...lines('Records', `${data.codebook}${data.synthetic ? ' (synthetic: about no real people)' : ''}`),
      ...lines('Size', `${data.students} students, ${data.rows} rows`),
      ...lines('Left out', ...(exclusions.length > 0 ? exclusions.map(e => `${e.reason}: ${e.rows} rows`) : ['nobody'])),
      ...lines('Columns in quarantine', out.length > 0 ? out.join(', ') : undefined),
      ...lines('Suspected columns kept', ...kept),
      ...lines('Version', data.hash),
    ],
  }
}

function days(n: number): string {
  return n === 1 ? '1 day' : `${n} days`
}

function figure(id: string, { value, low, high, n, estimand }: Estimate): string {
  return `${metricLabels[id]!.label} ${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}), n = ${n}; ${estimand}`
}
