import { timed } from '../measured.ts'
import { boosting } from './boosting.ts'
import { tableOf } from './rows.ts'
import type { Done, Loaded } from './task.ts'

/** Seconds a row, of forecasts for many rows at once, after one such before. */
export async function forecasts({ fitted, test, repeats = 1, clock }: Loaded): Promise<Done> {
  const table = tableOf(test!)
  const run = () => boosting.predict(fitted!.model, table)
  run()
  const { cpu, wall } = await timed(clock, repeats, run)
  return { cpu: cpu / table.rows, wall: wall / table.rows, figures: {} }
}
