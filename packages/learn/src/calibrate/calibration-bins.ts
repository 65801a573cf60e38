import { checkBinary, checkRange, checkSameLength, checkWhole } from '../check.ts'
import { wilsonOverGroups } from '../metrics/intervals/wilson-over-groups.ts'

export interface CalibrationBin {
  readonly from: number // lowest forecast in the bin
  readonly to: number // highest
  readonly forecast: number // mean forecast
  readonly observed: number // share of events
  readonly low: number // Wilson interval of that share
  readonly high: number
  readonly n: number
}

export interface BinsOptions {
  readonly bins?: number // how many at most, at least 1; default 10
  readonly level?: number // of the Wilson interval, default 0.95
  readonly groups?: ArrayLike<number> // [n] students: the interval is over them
}

/**
 * Forecast against what happened, in bins of about equally many rows: what a calibration plot draws.
 * Equal forecasts stay in one bin, so there may be fewer and uneven bins, and the order of rows changes nothing.
 *
 * @param y     [n] 1 where the event happened, else 0
 * @param p     [n] forecast probability of the event
 * @returns bins by rising forecast; none of no rows
 * @throws LearnError `shape_mismatch`; `bad_param`
 * @example calibrationBins([0, 1, 1, 1], [0.1, 0.3, 0.8, 0.8], { bins: 2 }).map(bin => bin.observed) // [0.5, 1]
 */
export function calibrationBins(y: ArrayLike<number>, p: ArrayLike<number>, options: BinsOptions = {}): CalibrationBin[] {
  const { bins = 10, level = 0.95, groups } = options
  checkSameLength('y', y, 'p', p)
  checkBinary('y', y)
  for (let i = 0; i < p.length; i++) checkRange(`p[${i}]`, p[i], 0, 1)
  checkWhole('bins', bins, 1)
  if (groups) checkSameLength('groups', groups, 'p', p)
  const n = y.length
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => p[a] - p[b])
  const out: CalibrationBin[] = []
  for (let start = 0, end = 0; start < n; start = end) {
    end = Math.max(start + 1, Math.round((n * Math.ceil(((start + 1) * bins) / n)) / bins))
    while (end < n && p[order[end]] === p[order[end - 1]]) end++
    out.push(binOf(y, p, order.subarray(start, end), groups, level))
  }
  return out
}

function binOf(
  y: ArrayLike<number>,
  p: ArrayLike<number>,
  rows: Int32Array,
  groups: ArrayLike<number> | undefined,
  level: number,
): CalibrationBin {
  const n = rows.length
  let forecast = 0
  let events = 0
  for (const row of rows) {
    forecast += p[row] / n
    events += y[row]
  }
  const own = groups && rows.map(row => groups[row])
  const interval = wilsonOverGroups(events, n, own, level)
  return { from: p[rows[0]], to: p[rows[n - 1]], forecast, observed: events / n, ...interval, n }
}
