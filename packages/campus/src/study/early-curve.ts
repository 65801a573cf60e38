import type { Estimate, Report } from '../report/report.ts'
import type { Study } from './study.ts'

/** How early is early enough: one metric by moment, with intervals, of the model and of each simple rule. */
export interface EarlyCurve {
  readonly metric: string
  readonly lines: readonly EarlyLine[]
}

export interface EarlyLine {
  readonly label: string
  readonly points: readonly { readonly moment: string; readonly estimate?: Estimate }[] // absent where a rule cannot say
}

/** The metric that the curve shows: AUC where there is one event, otherwise the loss by which models are compared. */
export function earlyCurve({ moments }: Study): EarlyCurve {
  const metric = ['rocAuc', 'logLoss', 'rmse'].find(id => moments.every(m => modelOf(m.report)?.metrics[id])) ?? 'logLoss'
  const labels = [...new Set(moments.flatMap(m => m.report.entries.map(e => e.label)))].filter(label => label !== 'prior')
  const lines = labels.map(label => ({
    label,
    points: moments.map(({ name, report }) => {
      const estimate = report.entries.find(e => e.label === label)?.metrics[metric]
      return { moment: name, ...(estimate && { estimate }) }
    }),
  }))
  return { metric, lines: lines.sort((a, b) => Number(b.label === 'model') - Number(a.label === 'model')) }
}

function modelOf({ entries }: Report) {
  return entries.find(e => e.id === 'model')
}
