import {
  deriveSeed,
  type FitContext,
  forecast,
  type Matrix,
  type Procedure,
  type SplitPlan,
  splitSample,
  type Table,
  wholeOf,
} from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import { eventOf } from './event-scores.ts'
import { type ListedTimes, listStability } from './list-stability.ts'
import { refits } from './refits.ts'

export interface StabilityOptions {
  readonly listed: number
  readonly seed: number
  readonly refits?: number // default 20
}

/**
 * Refits the procedure on bootstraps of the training students and lists the same test rows each time, by the first repeat of the plan.
 *
 * @returns by tested row (`rows`: their numbers in the sample) on how many lists it stands; nothing where the question names no event
 * @throws LearnError `aborted`
 */
export function refitLists(
  frame: Frame,
  plan: SplitPlan,
  procedure: Procedure,
  { listed, seed, refits: times = 20 }: StabilityOptions,
  ctx: Omit<FitContext, 'seed'> = {},
): (ListedTimes & { readonly rows: Int32Array }) | undefined {
  const event = eventOf(frame)
  const splits = plan.repeats[0]
  if (!event || !splits) return undefined
  const rows = Int32Array.from(splits.flatMap(({ test }) => [...test])).sort()
  const place = new Map(Array.from(rows, (row, at) => [row, at]))
  const scores = Array.from({ length: times }, () => new Float64Array(rows.length))
  let done = 0
  for (const { fold, train, test } of splitSample(frame.sample, { ...plan, repeats: [splits] })) {
    const seeded = { ...ctx, seed: deriveSeed(seed, 'fold', fold) }
    let b = 0
    for (const fitted of refits(train, procedure, times, seeded)) {
      const p = probabilities(forecast(fitted, test.table), event.classes)
      test.rows.forEach((row, i) => {
        scores[b]![place.get(row)!] = p[i]!
      })
      b++
      done++
      ctx.progress?.({ what: 'refits', done, total: times * splits.length })
    }
  }
  return { ...listStability(scores, listed, seed), rows }
}

/**
 * The same for rows that nobody knows the outcome of yet: the procedure is refitted on bootstraps of all past students, and each refit
 * lists the new rows. A forecast may carry its row's share: "on the list in 19 of 20 refits" (`timesListed`).
 *
 * @param table the new rows, with the columns that the frame's sample has
 * @returns nothing where the question names no event
 * @throws LearnError `aborted`
 */
export function refitNewLists(
  frame: Frame,
  table: Table,
  procedure: Procedure,
  { listed, seed, refits: times = 20 }: StabilityOptions,
  ctx: Omit<FitContext, 'seed'> = {},
): ListedTimes | undefined {
  const event = eventOf(frame)
  if (!event) return undefined
  const scores: Float64Array[] = []
  for (const fitted of refits(wholeOf(frame.sample), procedure, times, { ...ctx, seed })) {
    scores.push(probabilities(forecast(fitted, table), event.classes))
    ctx.progress?.({ what: 'refits', done: scores.length, total: times })
  }
  return listStability(scores, listed, seed)
}

function probabilities({ rows, cols, data }: Matrix, classes: readonly number[]): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => classes.reduce((sum, c) => sum + data[i * cols + c]!, 0))
}
