import { timed } from '../measured.ts'
import { boosting } from './boosting.ts'
import { tableOf } from './rows.ts'
import type { Done, Loaded } from './task.ts'

/** Seconds for the Shapley values of all rows; the first time, which builds whatever is kept with a model, stands beside. */
export async function contributions({ fitted, test, repeats = 1, clock }: Loaded): Promise<Done> {
  const table = tableOf(test!)
  const run = () => boosting.contributions!(fitted!.model, table)
  const first = await timed(clock, 1, run)
  const { cpu, wall } = await timed(clock, repeats, run)
  return { cpu, wall, figures: { first: first.cpu } }
}
