import type { EventScores } from './event-scores.ts'

/** What a list holds: means over repeats, by expectation where scores tie. */
export interface Found {
  readonly found: number // rows listed that had the event
  readonly recall: number // of all events; NaN where there are none
}

/**
 * What lists of given lengths find, as a function of how often each row counts (a bootstrap resample, or 1 for every row).
 *
 *   found(L) = events above the tie at the cut + (places left / rows in the tie) · events in the tie
 *
 * that is the expectation over a random order within the tie: no row order can help a rule or a model. A list keeps its share of the
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

/** Down one repeat's rows, highest score first, a tie at a time. */
function walk(event: Uint8Array, rows: Int32Array, scores: Float64Array) {
  const order = Int32Array.from(rows.keys()).sort((a, b) => compare(scores[a]!, scores[b]!))
  const ordered = order.map(i => rows[i]!)
  const endsTie = Uint8Array.from(order, (i, at) => Number(at + 1 === order.length || compare(scores[i]!, scores[order[at + 1]!]!) !== 0))
  return (weights: Float64Array, lengths: readonly number[], n: number): { found: number[]; events: number } => {
    let [total, events] = [0, 0]
    for (const i of rows) {
      total += weights[i]!
      if (event[i]) events += weights[i]!
    }
    const found: number[] = []
    let [above, hits, tied, tiedHits] = [0, 0, 0, 0]
    for (let at = 0; at < ordered.length && found.length < lengths.length; at++) {
      const i = ordered[at]!
      tied += weights[i]!
      if (event[i]) tiedHits += weights[i]!
      if (!endsTie[at]) continue
      for (let length = places(); length <= above + tied && found.length < lengths.length; length = places()) {
        found.push(hits + (tied > 0 ? ((length - above) / tied) * tiedHits : 0))
      }
      above += tied
      hits += tiedHits
      tied = tiedHits = 0
    }
    while (found.length < lengths.length) found.push(hits) // the whole population, missed by a rounding error
    return { found, events }

    function places(): number {
      return ((lengths[found.length] ?? 0) * total) / n
    }
  }
}

/** Higher first; NaN last, and equal to NaN. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return b - a
}
