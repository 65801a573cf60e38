import { wilsonInterval } from '@headway/learn'
import type { Estimate } from '../report/report.ts'
import { type Lister, middle, resampleLists } from './resample-lists.ts'

/** What lists of several lengths find, by each simple rule and by the model. */
export interface ListTable {
  readonly event: string
  readonly n: number // tested rows, mean over repeats
  readonly events: number // those that had the event
  readonly students: number
  readonly lengths: readonly ListLength[] // rising
}

export interface ListLength {
  readonly listed: number
  readonly share: number // of the tested rows
  readonly lines: readonly ListLine[] // simple rules first, the model last
  readonly sentence: string // of the model
}

export interface ListLine {
  readonly id: string
  readonly label: string
  readonly found: Estimate // of those listed, how many had the event
  readonly recall: Estimate // found / all events
  readonly precision: Estimate // found / listed
}

export interface ListLengthOptions {
  readonly event: string
  readonly seed: number
  /** Lengths in rows, besides the shares of the population that every table has. */
  readonly lengths?: readonly number[]
  readonly resamples?: number // default 1000
}

/** Shares of the population that every table has; the recall at 10 % and 20 % is what institutions compare. */
const SHARES = [0.02, 0.05, 0.1, 0.2, 0.3]

/**
 * "Listing 40 of 400 finds 27 of 90 (21 to 33); 13 would be listed without need": found, recall and precision at each length.
 *
 * Intervals are percentile bootstraps over students, where each resample makes its list anew at the same share of its rows, and
 * Wilson's for `found` of `listed`, shrunk to as many units as students stand behind the rows; the wider on each side. The bootstrap
 * alone would be sure of a list of three that finds three; Wilson's alone would not know that the list is chosen from these rows.
 * Ties count by expectation over a random order (`foundAt`). Figures are pooled per repeat and averaged.
 *
 * @returns nothing where no tested row, or every one, had the event
 */
export function listLengths(
  listers: readonly Lister[],
  { event, seed, lengths = [], resamples }: ListLengthOptions,
): ListTable | undefined {
  const tested = meanRows(listers[0]!)
  const wanted = lengthsOf(tested, lengths)
  const lists = resampleLists(listers, wanted, { seed, ...(resamples !== undefined && { resamples }) })
  const { n, events, students, found, drawn } = lists
  if (events === 0 || events === n) return undefined
  const unit = students < n ? 'enrolments' : 'students'
  const lineOf = ({ id, label }: Lister, e: number, l: number): ListLine => {
    const { found: value, recall } = found[e]![l]!
    const listed = wanted[l]!
    const units = Math.max(1, Math.round(listed * Math.min(1, students / n)))
    const wilson = scaled(wilsonInterval(Math.min(units, (value / listed) * units), units), listed)
    const common = { n: Math.round(n), estimand: ESTIMAND }
    // in a resample with more events the same share of the rows is a longer list, but no list finds more than it holds
    const hits = within(wider(middle(drawn.map(draw => draw[e]![l]!.found)), wilson), listed)
    return {
      id,
      label,
      found: { value, ...hits, ...common },
      recall: { value: recall, ...within(wider(middle(drawn.map(draw => draw[e]![l]!.recall)), scaled(wilson, 1 / events)), 1), ...common },
      precision: { value: value / listed, ...scaled(hits, 1 / listed), ...common },
    }
  }
  return {
    event,
    n,
    events,
    students,
    lengths: wanted.map((listed, l) => {
      const lines = listers.map((lister, e) => lineOf(lister, e, l))
      return { listed, share: listed / n, lines, sentence: sentenceOf(lines.at(-1)!, { listed, n, events, event, unit }) }
    }),
  }
}

const ESTIMAND =
  'pooled out-of-fold per repeat, averaged; 95 % percentile bootstrap over students, lists made anew, and Wilson over students listed: the wider on each side; without training variation'

interface Interval {
  readonly low: number
  readonly high: number
}

function scaled({ low, high }: Interval, by: number): Interval {
  return { low: low * by, high: high * by }
}

function within({ low, high }: Interval, most: number): Interval {
  return { low: Math.min(low, most), high: Math.min(high, most) }
}

function wider(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }
}

/** Whole numbers of rows, rising, each once, from 1 to all. */
function lengthsOf(n: number, given: readonly number[]): number[] {
  const all = [...SHARES.map(share => share * n), ...given].map(length => Math.min(Math.floor(n), Math.max(1, Math.round(length))))
  return [...new Set(all)].sort((a, b) => a - b)
}

/** Rows tested, mean over repeats. */
export function meanRows({ scores: { repeats } }: Lister): number {
  return repeats.reduce((sum, { rows }) => sum + rows.length, 0) / repeats.length
}

function sentenceOf(
  { found: { value, low, high } }: ListLine,
  { listed, n, events, event, unit }: { listed: number; n: number; events: number; event: string; unit: string },
): string {
  const [hits, all] = [Math.round(value), Math.round(events)]
  return `Listing ${listed} of ${Math.round(n)} ${unit} finds ${hits} of the ${all} with ${event} (${Math.round(low)} to ${Math.round(high)}); ${listed - hits} would be listed without need.`
}
