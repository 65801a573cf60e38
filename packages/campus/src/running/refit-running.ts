import { deriveSeed, type FitContext, fixed, takeRows } from '@headway/learn'
import { CampusError } from '../errors.ts'
import { timesListed } from '../lists/list-stability.ts'
import { refitNewLists } from '../lists/refit-lists.ts'
import { frameAt } from '../train/frame.ts'
import type { Ranked } from './rank-lists.ts'
import type { Scored } from './score-at.ts'

/** On how many of several lists an enrolment stands, each by the recipe fitted again on other past students. */
export interface Stability {
  readonly times: number
  readonly refits: number
  readonly words: string // "on the list in 19 of 20 refits"
}

/**
 * Refits the model's recipe on bootstraps of the past students that the records hold (those whose outcome is out on the date) and
 * lists the same enrolments each time.
 *
 * @returns by row of the list
 * @throws CampusError `no_rows` where the records hold no past students; LearnError `aborted`
 */
export function refitRunning(
  { bundle, made, rows: own }: Scored,
  { rows, listed }: Ranked,
  { date, refits, seed }: { readonly date: number; readonly refits: number; readonly seed: number },
  ctx: Pick<FitContext, 'signal' | 'progress'>,
): Stability[] {
  const past = Int32Array.from(made.outcomeKnown.keys()).filter(r => made.outcomeKnown[r]! <= date)
  if (past.length === 0)
    throw new CampusError(
      'no_rows',
      'The dataset holds no term whose outcomes are out: a refit has no past students to learn from. Give the dataset that the model was trained on, with the running term added.',
    )
  const of = (days: Float64Array) => Float64Array.from(past, r => days[r]!)
  const known = { ...made, today: of(made.today), outcomeKnown: of(made.outcomeKnown) }
  const frame = frameAt({ ...known, dataset: { ...made.dataset, table: takeRows(made.dataset.table, past) } }, bundle.question)
  const table = takeRows(
    made.dataset.table,
    rows.map(row => own[row]!),
  )
  const lists = refitNewLists(frame, table, fixed(bundle.recipe), { listed, seed: deriveSeed(seed, 'stability'), refits }, ctx)
  return rows.map((_, i) => {
    const times = lists!.times[i]!
    return { times, refits, words: timesListed(times, lists!) }
  })
}
