import type { EventScores } from './event-scores.ts'
import { listEnds, rankingOf } from './list-shares.ts'

/** What a list holds: means over repeats, by expectation where scores tie. */
export interface Found {
  readonly found: number // rows listed that had the event
  readonly recall: number // of all events; NaN where there are none
}

/**
 * What lists of given lengths find, as a function of how often each row counts (a bootstrap resample, or 1 for every row).
 *
 *   found(L) = Σ how surely a row is on the list (`listShares`) over rows with the event
 *
 * A list keeps its share of the
 * rows: with weights w its length is L · Σw / n, with n the mean number of tested rows. Means over repeats of what each repeat finds.
 *
 * @param lengths rising, each in (0, n]
 * @returns weights [rows of the sample] → one `Found` by length
 */
export function foundAt({ event, repeats }: EventScores, lengths: readonly number[]): (weights: Float64Array) => Found[] {
  const n = repeats.reduce((sum, { rows }) => sum + rows.length, 0) / repeats.length
  const walks = repeats.map(({ rows, scores }) => walk(event, rows, scores))
  return weights => {
    const sums = lengths.map(() => ({ found: 0, recall: 0 }))
    for (const one of walks) {
      const { found, events } = one(weights, lengths, n)
      found.forEach((f, l) => {
        sums[l]!.found += f / walks.length
        sums[l]!.recall += f / events / walks.length
      })
    }
    return sums
  }
}

/** One repeat's lists: rows counted by tie, then summed from the top down. */
function walk(event: Uint8Array, rows: Int32Array, scores: Float64Array) {
  const { order, starts } = rankingOf(scores)
  const ties = starts.length - 1
  const inOrder = order.map(at => rows[at]!)
  const [sizes, hits] = [new Float64Array(ties), new Float64Array(ties)]
  return (weights: Float64Array, lengths: readonly number[], n: number): { found: number[]; events: number } => {
    let [total, events] = [0, 0]
    for (let tie = 0; tie < ties; tie++) {
      let [size, hit] = [0, 0]
      for (let at = starts[tie]!; at < starts[tie + 1]!; at++) {
        const i = inOrder[at]!
        size += weights[i]!
        hit += weights[i]! * event[i]!
      }
      sizes[tie] = size
      hits[tie] = hit
      total += size
      events += hit
    }
    const ends = listEnds(
      sizes,
      lengths.map(length => (length * total) / n),
    )
    let [tie, above] = [0, 0]
    const found = ends.map(end => {
      while (tie < end.tie) above += hits[tie++]!
      return above + end.share * (hits[tie] ?? 0)
    })
    return { found, events }
  }
}
