import type { Worker } from 'node:worker_threads'
import { momentName } from '@headway/campus'
import type { Io } from './command.ts'
import { inThread } from './thread.ts'
import type { MomentMade, MomentTask } from './train-at.ts'

/**
 * Trains moments side by side, each in a thread that reads the dataset for itself: a moment depends on no other, so the models are those of one
 * thread to the byte. The main moment goes first, as it has most to do.
 *
 * @param onMade hears of each as soon as it is there, so that what was done is kept when another fails
 * @returns in the order of the tasks
 * @throws UsageError, or an Error with the code of the first refusal; the other threads are ended
 */
export async function trainInThreads(
  tasks: readonly MomentTask[],
  threads: number,
  io: Io,
  onMade: (made: MomentMade, task: MomentTask) => Promise<void>,
): Promise<MomentMade[]> {
  const made = new Map<MomentTask, MomentMade>()
  const waiting = tasks.toSorted((a, b) => Number(b.main) - Number(a.main)).values()
  const running = new Set<Worker>()
  const bars = new Map<MomentTask, { done: number; total: number }>()
  const takeTurns = async () => {
    for (const task of waiting) {
      const progress: Io['progress'] = (what, done, total) => {
        bars.set(task, { done, total })
        io.progress(
          what,
          sum(bars.values(), b => b.done),
          sum(bars.values(), b => b.total),
        )
      }
      const work = { script: new URL('./moment-thread.ts', import.meta.url), task, of: momentName(task.moment) }
      const one = await inThread<MomentMade>(work, { err: io.err, progress }, running)
      bars.delete(task)
      await onMade(one, task)
      made.set(task, one)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, takeTurns))
  } finally {
    for (const worker of running) void worker.terminate()
  }
  return tasks.map(task => made.get(task)!)
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0
  for (const item of items) total += of(item)
  return total
}
