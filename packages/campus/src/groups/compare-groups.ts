import { studentTCdf, studentTQuantile } from '@headway/learn'
import { fisherExact } from './fisher-exact.ts'
import { type Bounded, shareOf } from './group-figures.ts'
import type { Tally } from './tally.ts'

export const measures = ['missRate', 'wronglyListed', 'calibration'] as const

export type Measure = (typeof measures)[number]

/** How a group differs from everyone else in one measure. */
export interface Difference extends Bounded {
  readonly p: number // two-sided
}

/** A measure of the group less that of everyone else; nothing where everyone else has no row to measure it on. */
export function differenceOf(measure: Measure, group: Tally, rest: Tally): Difference | undefined {
  if (measure === 'calibration') return rest.gap.students < 2 ? undefined : meanDifference(group.gap, rest.gap)
  const [k, n] = measure === 'missRate' ? (['missed', 'positives'] as const) : (['wrong', 'negatives'] as const)
  if (rest.independent[n] < 1) return undefined
  return shareDifference(
    shareOf(group[k], group[n], group.independent[n]),
    shareOf(rest[k], rest[n], rest.independent[n]),
    group.independent[n],
    rest.independent[n],
  )
}

/**
 *   low = d − √((p₁ − l₁)² + (u₂ − p₂)²),  high = d + √((u₁ − p₁)² + (p₂ − l₂)²);  p by Fisher's exact test of whole counts
 *
 * Source: Newcombe (1998), Statist. Med. 17, 873–890, method 10.
 */
function shareDifference(a: Bounded, b: Bounded, na: number, nb: number): Difference {
  const value = a.value - b.value
  return {
    value,
    low: value - length(a.value - a.low, b.high - b.value),
    high: value + length(a.high - a.value, b.value - b.low),
    p: fisherExact(Math.round(a.value * na), na, Math.round(b.value * nb), nb),
  }
}

/** Welch (1947): unequal variances, the degrees of freedom estimated. */
function meanDifference(a: Tally['gap'], b: Tally['gap']): Difference {
  const value = a.mean - b.mean
  const variance = a.variance + b.variance
  if (variance <= 0) return { value, low: value, high: value, p: value === 0 ? 1 : 0 }
  const freedom = (variance * variance) / ((a.variance * a.variance) / (a.students - 1) + (b.variance * b.variance) / (b.students - 1))
  const half = studentTQuantile(0.975, freedom) * Math.sqrt(variance)
  return { value, low: value - half, high: value + half, p: 2 * studentTCdf(-Math.abs(value) / Math.sqrt(variance), freedom) }
}

function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y)
}
