import { wilsonInterval } from '@headway/learn'
import type { Row } from '../result.ts'

/** What an interval is of, and what is true: a line of the page. */
export interface Line {
  readonly interval: string
  readonly population: string
  /** What the interval is held against. */
  readonly truth: string
  readonly level?: number // default 0.95
  /** False: the interval does not promise this; it is printed so that nobody takes it for more. */
  readonly promised?: boolean
  /** Why it may fall short: shown where it does. */
  readonly why?: string
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/** How far below its level an interval may cover before that is a miss: 92 % of 95 %. */
const SLACK = 0.03

/** Why bootstraps of metrics miss by a little. */
export const NARROW = 'percentiles of a bootstrap of so few students are a little narrow, most where a few rows have most of the loss'

/** Counts, line by line, how often intervals held what is true. */
export function counter(task: string) {
  const lines = new Map<string, { line: Line; shares: number[]; pairs: number; above: number; below: number; none: number }>()
  const of = (line: Line) => {
    const key = `${line.interval}|${line.population}|${line.truth}|${line.level}`
    const found = lines.get(key) ?? { line, shares: [], pairs: 0, above: 0, below: 0, none: 0 }
    lines.set(key, found)
    return found
  }
  /** One simulation's intervals, each beside what is true; those that could not be had are counted apart. */
  const add = (line: Line, pairs: readonly (readonly [Interval | undefined, number])[]) => {
    const own = of(line)
    const had = pairs.filter((pair): pair is readonly [Interval, number] => pair[0] !== undefined && !Number.isNaN(pair[1]))
    if (had.length === 0) {
      own.none++
      return
    }
    const above = had.filter(([{ low }, truth]) => low > truth).length
    const below = had.filter(([{ high }, truth]) => high < truth).length
    own.shares.push(1 - (above + below) / had.length)
    own.pairs += had.length
    own.above += above
    own.below += below
  }
  return {
    one: (line: Line, interval: Interval | undefined, truth: number) => add(line, [[interval, truth]]),
    several: add,
    /** A share of new rows that one simulation's sets held. */
    share: (line: Line, held: number, rows: number) => {
      const own = of(line)
      own.shares.push(held / rows)
      own.pairs += rows
    },
    rows: (): Row[] =>
      [...lines.values()]
        .filter(({ shares }) => shares.length > 0)
        .map(({ line, shares, pairs, above, below, none }): Row => {
          const { interval, population, truth, level = 0.95, promised = true, why } = line
          const { share, low, high } = shareOf(shares, pairs)
          const least = Math.round(100 * (level - SLACK)) / 100
          const met = promised ? share >= least : null
          const sides =
            above + below > 0 ? `the interval lay above the truth in ${percent(above / pairs)}, below it in ${percent(below / pairs)}` : ''
          const notes = [
            met === false ? why : undefined,
            met === false ? sides : undefined,
            none > 0 ? `no interval in ${none}` : undefined,
          ]
          const note = notes.filter(Boolean).join('; ')
          return {
            task,
            variant: interval,
            metric: `coverage of ${Math.round(100 * level)} %`,
            population,
            data: truth,
            n: shares.length,
            ours: share,
            interval: [low, high],
            peer: null,
            peerName: null,
            ratio: null,
            target: promised ? `≥ ${least}` : null,
            met,
            rawFile: null,
            ...(note !== '' && { note }),
          }
        }),
  }
}

/**
 * The mean of shares with Wilson's interval; where a simulation gave several yes or no, of as many units as the spread between
 * simulations says (never more than there were).
 */
export function shareOf(shares: readonly number[], pairs: number): Interval & { readonly share: number } {
  const m = shares.length
  const share = Math.min(1, shares.reduce((sum, s) => sum + s, 0) / m)
  const variance = shares.reduce((sum, s) => sum + (s - share) * (s - share), 0) / Math.max(1, m - 1) / m
  const units = pairs === m ? m : Math.max(m, Math.min(pairs, variance > 0 ? Math.round((share * (1 - share)) / variance) : m))
  return { share, ...wilsonInterval(share * units, units) }
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
