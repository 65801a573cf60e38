import type { Estimate, Report } from '@headway/campus'
import { bootstrapInterval, metrics, type OutOfFold, takeForecasts } from '@headway/learn'
import { notWorse } from '../quality/not-worse.ts'
import { type Row, ratioOf } from '../result.ts'
import { type HeldOut, withForecasts } from './forecasts.ts'
import type { PeerOfTask } from './peers.ts'
import { reference, taskName, type Variant, WEEKS } from './variants.ts'

/** One moment of one variant, as measured. */
export interface Measured {
  readonly report: Report
  readonly heldOut: HeldOut
  readonly peers: readonly PeerOfTask[] // none: the variant has no bar against peers
}

/** Nothing honest predicts that well so early: more would be a leak. */
const LEAK = 0.9

const MOST_SECONDS = 1200

/** Assessed at other times, for other marks and on other pages in 2014J than in any presentation before: shown apart, as well. */
const REDESIGNED = 'BBB'

/** Every line of one moment. */
export function momentLines(variant: Variant, w: number, { report, heldOut, peers }: Measured): Row[] {
  const model = report.entries.find(e => e.id === 'model')!
  const auc = model.metrics['rocAuc']!
  const base = baseOf(variant, WEEKS[w]!)
  const aim = variant.aims?.[w]
  const from = (metric: string, estimate: Estimate, more: Partial<Row> = {}): Row => ({
    ...base,
    metric,
    n: estimate.n,
    ours: estimate.value,
    interval: [estimate.low, estimate.high],
    ...more,
  })
  return [
    {
      ...base,
      metric: 'enrolments tested',
      n: auc.n,
      ours: auc.n,
      target: `${reference.population[w]}`,
      met: auc.n === reference.population[w],
    },
    ...peers.map(peer => from('ROC AUC', auc, against(heldOut.forecasts, peer))),
    from('ROC AUC', auc, {
      peer: reference.auc[w]!,
      peerName: 'reference',
      ratio: ratioOf('score up to 1', auc.value, reference.auc[w]!),
      ...(aim !== undefined && { target: `> ${reference.auc[w]}`, met: auc.value > reference.auc[w]! }),
    }),
    ...(aim === undefined ? [] : [from('ROC AUC', auc, { target: `aim ≥ ${aim}`, met: auc.value >= aim })]),
    from('ROC AUC', auc, { target: `≤ ${LEAK}`, met: auc.value <= LEAK, note: 'a leak otherwise' }),
    ...(model.unseen?.['rocAuc'] ? [from('ROC AUC, students never seen', model.unseen['rocAuc'])] : []),
    ...moduleLines(heldOut).map(({ module, ...line }) => ({ ...base, metric: `ROC AUC, module ${module}`, ...line })),
    ...othersLines(heldOut, peers).map(line => ({ ...base, metric: `ROC AUC, all modules but ${REDESIGNED}`, ...line })),
    from('average precision', model.metrics['averagePrecision']!, {
      peer: reference.averagePrecision[w]!,
      peerName: 'reference',
      ratio: ratioOf('score up to 1', model.metrics['averagePrecision']!.value, reference.averagePrecision[w]!),
    }),
    ...recallLines(report).map(({ metric, estimate }) => from(metric, estimate)),
    ...foretoldLines(report).map(line => ({ ...base, ...line })),
  ]
}

/** What is said of all moments of a variant together. */
export function variantLines(variant: Variant, reports: readonly Report[], seconds: number): Row[] {
  const base = { ...baseOf(variant, 0), task: `${variant.id}, all weeks`, n: WEEKS.length }
  const reached = variant.aims?.filter((aim, w) => reports[w]!.entries.find(e => e.id === 'model')!.metrics['rocAuc']!.value >= aim).length
  return [
    ...(reached === undefined
      ? []
      : [{ ...base, metric: 'weeks that reach the aim', ours: reached, target: '≥ 3 of 5', met: reached >= 3 }]),
    {
      ...base,
      metric: 'seconds',
      ours: seconds,
      target: `≤ ${MOST_SECONDS}`,
      met: seconds <= MOST_SECONDS,
      note: 'headway train: five moments, tuned, report written',
    },
  ]
}

function baseOf(variant: Variant, week: number) {
  return {
    task: taskName(variant, week),
    data: 'OULAD 2014J',
    variant: variant.title,
    population: 'registered and not withdrawn on the day',
    interval: null,
    peer: null,
    peerName: null,
    ratio: null,
    target: null,
    met: null,
    rawFile: null,
  } as const
}

function against(ours: OutOfFold, { peer, forecasts }: PeerOfTask): Partial<Row> {
  const other = withForecasts(ours, forecasts)
  const value = aucOf(other)
  const { met, difference, low, high, margin } = notWorse('AUC', ours, other, { ours: 0, peer: 0 })
  return {
    peer: value,
    peerName: peer,
    ratio: ratioOf('score up to 1', aucOf(ours), value),
    target: `not worse than ${peer}`,
    met,
    note: `ahead by ${signed(-difference)} (${signed(-high)} to ${signed(-low)}, one-sided 95 % each), margin ${margin}; bootstrap over students`,
  }
}

function moduleLines({ forecasts, modules }: HeldOut) {
  return [...new Set(modules)].sort().map(module => {
    const rows = modules.flatMap((m, i) => (m === module ? [i] : []))
    const { value, low, high, n } = bootstrapInterval(takeForecasts(forecasts, rows), metrics['rocAuc']!, { seed: 1 })
    return { module, n, ours: value, interval: [low, high] as const }
  })
}

/** Ours and the peers' without the redesigned module: no bar, but what the bar's misses hang on. */
function othersLines({ forecasts, modules }: HeldOut, peers: readonly PeerOfTask[]) {
  const rows = modules.flatMap((m, i) => (m === REDESIGNED ? [] : [i]))
  const ours = takeForecasts(forecasts, rows)
  const { value, low, high, n } = bootstrapInterval(ours, metrics['rocAuc']!, { seed: 1 })
  const own = { n, ours: value, interval: [low, high] as const }
  const beside = peers.map(({ peer, forecasts: p }) => {
    const other = aucOf(takeForecasts(withForecasts(forecasts, p), rows))
    return { ...own, peer: other, peerName: peer, ratio: ratioOf('score up to 1', value, other) }
  })
  return beside.length > 0 ? beside : [own]
}

function recallLines({ lists }: Report) {
  return [0.1, 0.2].flatMap(share => {
    const line = lists?.lengths.find(l => Math.abs(l.listed / lists.n - share) < 0.001)?.lines.find(l => l.id === 'model')
    return line ? [{ metric: `recall of a list of ${100 * share} %`, estimate: line.recall }] : []
  })
}

/** Calibration and coverage in the test term, beside what the training terms foretold. */
function foretoldLines({ intakes }: Report): (Pick<Row, 'metric' | 'n' | 'ours' | 'target' | 'met'> & Partial<Row>)[] {
  if (!intakes) throw new Error('The report has no terms that were left out. Was it one term?')
  const { calibration, coverage } = intakes
  const inside = (values: readonly number[]) => `foretold ${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}`
  return [
    ...(calibration
      ? [
          {
            metric: 'calibration error',
            n: calibration.tested.n,
            ours: calibration.tested.error,
            target: inside(calibration.foretold.map(f => f.error)),
            met: calibration.asForetold,
            note: `10 bins of as many rows each; ${calibration.tested.byChance.toFixed(3)} by chance if every probability were true; left out: ${calibration.foretold.map(f => `${f.term} ${f.error.toFixed(3)} (chance ${f.byChance.toFixed(3)})`).join(', ')}`,
          },
        ]
      : []),
    ...coverage.map(({ level, foretold, tested, asForetold }) => ({
      metric: `coverage at ${100 * level} %`,
      n: tested.n,
      ours: tested.share,
      interval: [tested.low, tested.high] as const,
      target: inside(foretold.map(f => f.share)),
      met: asForetold,
      note: `undecided ${percent(tested.undecided)}; left out: ${foretold.map(f => `${f.term} ${f.share.toFixed(3)} (undecided ${percent(f.undecided)})`).join(', ')}`,
    })),
  ]
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(100 * share).toFixed(1)} %`
}

function aucOf({ y, task, repeats }: OutOfFold): number {
  return metrics['rocAuc']!.compute(y, repeats[0]!.forecast, task)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
}
