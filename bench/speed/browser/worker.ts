import { type MadeSpec, madeRows } from '../made-rows.ts'
import type { Clock } from '../measured.ts'
import { works } from '../work/index.ts'
import type { Task } from '../work/task.ts'

/** What the worker asks its page, once for each look at the clock. */
const CPU = 'CPU'

/** Bundled by speed-page.ts: makes the rows that it is told of and does the work; answers with what it measured. */
async function work({ model: _, train, test, ...task }: Task<MadeSpec>): Promise<void> {
  const rows = { ...(train && { train: madeRows(train) }), ...(test && { test: madeRows(test) }) }
  const { fitted: __, ...measured } = await works[task.work]!({ ...task, ...rows, clock })
  postMessage(measured)
}

const clock: Clock = {
  cpu: () =>
    new Promise(resolve => {
      addEventListener('message', ({ data }) => resolve(data as number), { once: true })
      postMessage(CPU)
    }),
  wall: () => performance.now() / 1000,
}

addEventListener('message', ({ data }: MessageEvent<Task<MadeSpec>>) => work(data), { once: true })
