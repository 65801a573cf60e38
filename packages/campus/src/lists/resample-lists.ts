import { quantile, resampler } from '@headway/learn'
import type { EventScores } from './event-scores.ts'
import { type Found, foundAt } from './found-at.ts'

/** One way to make a list: a simple rule, or the model. */
export interface Lister {
  readonly id: string
  readonly label: string
  readonly scores: EventScores
}

export interface ResampledLists {
  readonly n: number // tested rows, mean over repeats
  readonly events: number // those that had the event, mean over repeats
  readonly students: number
  readonly found: readonly (readonly Found[])[] // by lister and length
  readonly drawn: readonly (readonly (readonly Found[])[])[] // by resample, lister and length: every lister on the same draw
}

/** What each lister finds at each length, on the rows and on bootstrap resamples of students. All listers must have tested the same rows. */
export function resampleLists(
  listers: readonly Lister[],
  lengths: readonly number[],
  { seed, resamples = 1000 }: { readonly seed: number; readonly resamples?: number },
): ResampledLists {
  const { event, groups, repeats } = listers[0]!.scores
  const tested = Int32Array.from(new Set(repeats.flatMap(({ rows }) => [...rows]))).sort()
  const mean = (of: (rows: Int32Array) => number) => repeats.reduce((sum, { rows }) => sum + of(rows), 0) / repeats.length
  const finders = listers.map(({ scores }) => foundAt(scores, lengths))
  const draw = resampler(tested, event.length, groups, seed)
  const at = (weights: Float64Array) => finders.map(find => find(weights))
  return {
    n: mean(rows => rows.length),
    events: mean(rows => rows.reduce((sum, i) => sum + event[i]!, 0)),
    students: groups ? new Set(tested.map(i => groups[i]!)).size : tested.length,
    found: at(new Float64Array(event.length).fill(1)),
    drawn: Array.from({ length: resamples }, (_, b) => at(draw(b))),
  }
}

/** The middle 95 % of resampled figures; those that are not defined are left out. */
export function middle(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = Float64Array.from(values.filter(value => !Number.isNaN(value))).sort()
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
}
