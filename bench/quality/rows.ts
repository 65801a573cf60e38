import { bootstrapInterval, type Metric, metrics, type OutOfFold, pairedInterval } from '@headway/learn'
import { type Met, type Row, ratioOf } from '../result.ts'
import type { Check, Line } from './lines.ts'
import { type Measure, type NotWorse, notWorse } from './not-worse.ts'
import { type Ours, repeatsOf, SEED, type Variant } from './ours.ts'
import type { PeerForecasts } from './peers.ts'

/**
 * The rows of one line in one variant: its checks, then *not worse than the best peer*. Targets are for the reference's columns, so
 * the default stands beside them without one.
 */
export function rowsOf(line: Line, variant: Variant, ours: Ours, peers: readonly PeerForecasts[]): Row[] {
  const rows = [
    ...line.checks.map(check =>
      check.betterThan === undefined ? levelRow(line, variant, ours, peers, check) : ruleRow(line, variant, ours, check),
    ),
    ...(line.notWorse ?? []).map(measure => notWorseRow(line, measure, variant, ours, peers)),
  ]
  return variant === 'default' ? rows.map(row => ({ ...row, target: null, met: null })) : rows
}

function levelRow(line: Line, variant: Variant, ours: Ours, peers: readonly PeerForecasts[], check: Check): Row {
  const metric = metrics[check.metric]!
  const level = levelOf(ours, metric)
  const majority = check.metric === 'accuracy' ? ours.rules.find(rule => rule.name === 'prior') : undefined
  const peer = majority ? { name: 'majority', value: meanOf(majority.forecasts, metric) } : bestOf(peers, metric)
  return {
    ...about(line, variant, ours),
    metric: metric.label,
    ...level,
    ...besides(metric, level.ours, peer),
    ...targetOf(check, level.ours),
    ...(check.note !== undefined && { note: check.note }),
  }
}

/** Better than a simple rule by the paired interval of row-mean losses. */
function ruleRow(line: Line, variant: Variant, ours: Ours, { metric: id, betterThan }: Check): Row {
  const metric = metrics[id]!
  const rule = ours.rules.find(r => r.name === betterThan)
  if (!rule) throw new Error(`${line.id} has no rule called ${betterThan}. It has: ${ours.rules.map(r => r.name).join(', ')}.`)
  const { difference, low, high } = pairedInterval(ours.model, rule.forecasts)
  const level = levelOf(ours, metric)
  return {
    ...about(line, variant, ours),
    metric: `${metric.label}, against ${betterThan}`,
    ...level,
    ...besides(metric, level.ours, { name: rule.name, value: meanOf(rule.forecasts, metric) }),
    target: 'paired interval below 0',
    met: high < 0,
    note: `paired difference ${signed(difference)} (95 % ${signed(low)} to ${signed(high)}, corrected t)`,
  }
}

function notWorseRow(line: Line, measure: Measure, variant: Variant, ours: Ours, peers: readonly PeerForecasts[]): Row {
  const metric = metrics[{ RMSE: 'rmse', 'log loss': 'logLoss', AUC: 'rocAuc' }[measure]]!
  const best = bestOf(peers, metric)
  if (!best) throw new Error(`${line.id} has no peer's forecasts in bench/raw. Run the bench again without --only.`)
  const level = levelOf(ours, metric)
  const verdict = notWorse(measure, ours.model, best.forecasts, { ours: level.ours, peer: best.value })
  return {
    ...about(line, variant, ours),
    metric: metric.label,
    ...level,
    ...besides(metric, level.ours, best),
    target: `not worse than the best peer by more than ${{ RMSE: '2 %', 'log loss': '.01', AUC: '.005' }[measure]}`,
    met: verdict.met,
    note: `${measure === 'AUC' ? 'peer − ours' : 'ours − peer'} ${signed(verdict.difference)}, one-sided 95 % bounds ${signed(verdict.low)} and ${signed(verdict.high)}, margin ${verdict.margin.toFixed(3)}${readingOf(verdict)}`,
  }
}

function about(line: Line, variant: Variant, { rows, rawFile }: Ours) {
  const repeats = repeatsOf(line, variant)
  const folds = `${line.folds}, ${repeats} ${repeats === 1 ? 'repeat' : 'repeats'}`
  return {
    task: line.task,
    data: line.data,
    variant,
    population: `all ${rows} rows, folds ${folds}`,
    rawFile: `quality/${rawFile}`,
  }
}

function levelOf({ model, simplest, tenth }: Ours, metric: Metric): Pick<Row, 'n' | 'ours' | 'interval' | 'simplest' | 'tenth'> {
  const { value, low, high, n } = bootstrapInterval(model, metric, { seed: SEED })
  return { n, ours: value, interval: [low, high], simplest: meanOf(simplest, metric), tenth: meanOf(tenth, metric) }
}

function besides(
  { better }: Metric,
  ours: number,
  peer: { name: string; value: number } | undefined,
): Pick<Row, 'peer' | 'peerName' | 'ratio'> {
  const measure = better === 'lower' ? 'lower is better' : 'score up to 1'
  return { peer: peer?.value ?? null, peerName: peer?.name ?? null, ratio: ratioOf(measure, ours, peer?.value ?? null) }
}

function bestOf(peers: readonly PeerForecasts[], metric: Metric) {
  const sign = metric.better === 'lower' ? 1 : -1
  return peers
    .filter(({ forecasts }) => metric.tasks.includes(forecasts.task.kind))
    .map(peer => ({ ...peer, value: meanOf(peer.forecasts, metric) }))
    .sort((a, b) => sign * (a.value - b.value))[0]
}

/** Mean over repeats. */
function meanOf({ y, task, repeats }: OutOfFold, metric: Metric): number {
  return repeats.reduce((sum, { forecast }) => sum + metric.compute(y, forecast, task), 0) / repeats.length
}

function targetOf({ atLeast, atMost }: Check, value: number): { target: string | null; met: Met } {
  if (atLeast !== undefined) return { target: `≥ ${atLeast}`, met: value >= atLeast }
  if (atMost !== undefined) return { target: `≤ ${atMost}`, met: value <= atMost }
  return { target: null, met: null }
}

function readingOf({ met, difference, high, margin }: NotWorse): string {
  if (high < 0) return ': better'
  if (met === true) return ''
  if (met === false) return ': worse'
  return difference > margin ? ': beyond the margin in the mean, but these rows are too few to be sure' : ': these rows are too few to say'
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}
