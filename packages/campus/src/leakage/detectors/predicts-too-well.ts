import { type Column, rocAuc } from '@headway/learn'
import type { Detector } from '../suspect.ts'

/** Above this AUC a column alone is suspected: where the codebook says when it is known, and where nobody has said. */
const ABOVE = { dated: 0.985, undated: 0.9 }
const FEWEST = 20 // of each outcome

/**
 * A column that alone tells the outcome better than any honest one does at its date. Last grades reach .97 where the outcome is the
 * next grade, so a column with a stated date is suspected only when hardly an error is left.
 */
export const predictsTooWell: Detector = {
  kind: 'predicts too well',
  byCourse: true,
  evidence({ field, column, event, where }) {
    const auc = aucAlone(column, event)
    const limit = field.availableFrom === undefined ? ABOVE.undated : ABOVE.dated
    if (auc === undefined || auc <= limit) return undefined
    const dated =
      field.availableFrom === undefined ? 'nobody has said when it is known' : `it is said to be known at ${field.availableFrom}`
    return `alone it tells the outcome with an AUC of ${auc.toFixed(3)}${where} (limit ${limit}, since ${dated})`
  },
}

/**
 * How well one column alone tells the event, whichever the direction: a number by its value, missing ones below all or above all;
 * a category by the event's share among the *other* rows of its level, so that a level of one row says nothing.
 *
 * @returns undefined where there are fewer than 20 rows of either outcome
 */
export function aucAlone(column: Column, event: Float64Array): number | undefined {
  const events = event.reduce((a, b) => a + b, 0)
  if (events < FEWEST || event.length - events < FEWEST) return undefined
  if (column.kind === 'categorical') return rocAuc(event, sharesOfOthers(column.codes, event))
  const present = column.values.filter(v => !Number.isNaN(v))
  if (present.length === 0) return 0.5
  const lowest = present.reduce((a, b) => Math.min(a, b))
  const highest = present.reduce((a, b) => Math.max(a, b))
  const auc = (fill: number) =>
    rocAuc(
      event,
      column.values.map(v => (Number.isNaN(v) ? fill : v)),
    )
  const both = [auc(lowest - 1), auc(highest + 1)]
  return Math.max(...both, ...both.map(a => 1 - a))
}

function sharesOfOthers(codes: Int32Array, event: Float64Array): Float64Array {
  const n = new Map<number, number>()
  const events = new Map<number, number>()
  codes.forEach((code, i) => {
    n.set(code, (n.get(code) ?? 0) + 1)
    events.set(code, (events.get(code) ?? 0) + event[i]!)
  })
  const base = event.reduce((a, b) => a + b, 0) / event.length
  return Float64Array.from(codes, (code, i) => (events.get(code)! - event[i]! + base) / n.get(code)!)
}
