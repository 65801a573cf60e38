import { checkSameLength } from '../check.ts'
import { wilsonOverGroups } from '../metrics/intervals/wilson-over-groups.ts'
import type { Guarantee } from './guarantee.ts'
import type { ConformalInterval } from './split-intervals.ts'

/** The guaranteed coverage beside the measured one. */
export interface MeasuredCoverage extends Guarantee {
  readonly n: number
  readonly covered: number // rows whose truth lies inside
  readonly share: number
  readonly low: number // Wilson interval of that share
  readonly high: number
  readonly level: number // of the Wilson interval
  readonly meanSize: number | null // classes in a set, or width of a range; null where a range has no bound
}

export interface ShareOptions {
  readonly level?: number // of the Wilson interval, default 0.95
  readonly groups?: ArrayLike<number> // [n] students: the interval is over them
}

/**
 * How many of the rows were covered, with a Wilson interval, beside what was promised. The rows must be new ones: neither of the fit
 * nor of the calibration set. For cells, ask once for the rows of each.
 *
 * @param y         [n] class positions, or values, n ≥ 1
 * @param regions   [n] sets of classes, or ranges
 * @param guarantee of the state that made the regions
 * @throws LearnError `shape_mismatch`; `bad_param` (no rows)
 */
export function measuredCoverage(
  y: ArrayLike<number>,
  regions: readonly (readonly number[] | ConformalInterval)[],
  guarantee: Guarantee,
  { level = 0.95, groups }: ShareOptions = {},
): MeasuredCoverage {
  checkSameLength('y', y, 'regions', regions)
  if (groups) checkSameLength('groups', groups, 'regions', regions)
  const n = regions.length
  let covered = 0
  let size = 0
  regions.forEach((region, i) => {
    if ('low' in region) {
      covered += Number((region.low ?? -Infinity) <= y[i] && y[i] <= (region.high ?? Infinity))
      size += (region.high ?? Infinity) - (region.low ?? -Infinity)
    } else {
      covered += Number(region.includes(y[i]))
      size += region.length
    }
  })
  const interval = wilsonOverGroups(covered, n, groups, level)
  return { ...guarantee, n, covered, share: covered / n, ...interval, level, meanSize: size < Infinity ? size / n : null }
}
