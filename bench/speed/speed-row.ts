import { median, spread } from '../pairs.ts'
import type { Row } from '../result.ts'
import type { Measured } from './measured.ts'

/** A line of the table. The ratio is the median of those within a pair. */
export interface SpeedRow extends Row {
  readonly wall: { readonly ours: number; readonly peer: number | null; readonly ratio: number | null }
  readonly spread?: { readonly ours: Range; readonly peer: Range | null; readonly ratio: Range | null }
  readonly quality?: Quality
}

export type Range = readonly [low: number, high: number]

export interface Quality {
  readonly name: string
  readonly ours: number // mean over the pairs
  readonly peer: number
}

/** What both sides did in each pair. */
export interface Compared {
  readonly ours: Measured
  readonly peer: Measured
}

export interface RowOptions {
  readonly task: string
  readonly work: string
  readonly data: string // what the pairs go through in turn, divided by ', '
  readonly n: number
  readonly peerName: string
  readonly most?: number // the largest ratio that meets the bar; none: no bar
  readonly clock?: 'cpu' | 'wall' // what the ratio is of
  readonly unit?: 's' | 'µs a row' | 'µs a call'
  readonly figure?: { readonly key: string; readonly name: string; readonly slack?: number } // quality, and how much worse ours may be
  readonly note?: string
}

/** @param pairs at least one */
export function comparedRow(pairs: readonly Compared[], options: RowOptions): SpeedRow {
  const { task, work, data, n, peerName, most, clock = 'cpu', unit = 's', figure, note = '' } = options
  const scale = unit === 's' ? 1 : 1e6
  const of = (who: keyof Compared, by: 'cpu' | 'wall') => pairs.map(pair => pair[who][by] * scale)
  const ratiosBy = (by: 'cpu' | 'wall') => pairs.map(({ ours, peer }) => ours[by] / peer[by])
  const ratio = median(ratiosBy(clock))
  const quality = figure && qualityOf(pairs, figure)
  const good = !quality || figure.slack === undefined || lossOf(figure.key, quality) <= figure.slack
  const wall = { ours: median(of('ours', 'wall')), peer: median(of('peer', 'wall')), ratio: median(ratiosBy('wall')) }
  const [ours, peer] = [of('ours', clock), of('peer', clock)]
  return {
    task,
    data,
    variant: work,
    metric: `${clock === 'cpu' ? 'CPU' : 'wall'} ${unit}`,
    population: 'all',
    n,
    ours: median(ours),
    interval: null,
    peer: median(peer),
    peerName,
    ratio,
    target: most === undefined ? null : `ratio ≤ ${most}${figure?.slack === undefined ? '' : `, ${figure.name} within ${figure.slack}`}`,
    met: most === undefined ? null : ratio <= most && good,
    rawFile: null,
    note: [
      `${pairs.length} pairs; ours ${digits(ours)}, ${peerName} ${digits(peer)}, ratio within a pair ${spread(ratiosBy(clock), 2)}${byData(data, ratiosBy(clock))}`,
      quality && `${quality.name} ${quality.ours.toFixed(4)} and ${quality.peer.toFixed(4)}`,
      note,
    ]
      .filter(Boolean)
      .join('; '),
    wall,
    spread: { ours: range(ours), peer: range(peer), ratio: range(ratiosBy(clock)) },
    ...(quality && { quality }),
  }
}

/** A figure of ours that stands beside no peer's. */
export function aloneRow(
  values: readonly number[],
  {
    most,
    met,
    ...own
  }: Pick<Row, 'task' | 'variant' | 'data' | 'n' | 'metric'> & { readonly most?: number; readonly met?: boolean; readonly note?: string },
): SpeedRow {
  const ours = median(values)
  return {
    ...own,
    population: 'all',
    ours,
    interval: null,
    peer: null,
    peerName: null,
    ratio: null,
    target: most === undefined ? null : `≤ ${most}`,
    met: met ?? (most === undefined ? null : ours <= most),
    rawFile: null,
    wall: { ours, peer: null, ratio: null },
    spread: { ours: range(values), peer: null, ratio: null },
  }
}

/** Where the pairs took turns, the median ratio on each. */
function byData(data: string, ratios: readonly number[]): string {
  const names = data.split(', ')
  if (names.length === 1 || ratios.length < names.length) return ''
  const on = (name: string, g: number) => `${name} ${median(ratios.filter((_, pair) => pair % names.length === g)).toFixed(2)}`
  return `, median on ${names.map(on).join(', on ')}`
}

function qualityOf(pairs: readonly Compared[], { key, name }: { readonly key: string; readonly name: string }): Quality {
  const mean = (who: keyof Compared) => pairs.reduce((sum, pair) => sum + pair[who].figures[key]!, 0) / pairs.length
  return { name, ours: mean('ours'), peer: mean('peer') }
}

/** How much worse ours is. */
function lossOf(key: string, { ours, peer }: Quality): number {
  return key === 'auc' ? peer - ours : ours - peer
}

function digits(values: readonly number[]): string {
  return spread(values, median(values) < 10 ? 3 : 1)
}

function range(values: readonly number[]): Range {
  return [Math.min(...values), Math.max(...values)]
}
