import { type KernelThreads, LearnError, WORTH_THREADS } from '@headway/learn'
import { type NodeThreads, startNodeThreads } from './node-threads.ts'

/** What a fit takes in its context: nothing where one thread does the work. */
export interface GivenThreads {
  readonly threads?: KernelThreads
}

/**
 * Does work on a table of so many rows, with threads of Node that share its fits: none where `count` is 1, where the rows are too few to be
 * worth them (`WORTH_THREADS`), or where the runtime has no memory to share. They are sent home when the work is done and when it throws.
 * The results are the same for any number.
 *
 * @param count 1 … 64, with the caller's own
 * @throws what the work throws; LearnError `worker_died`, `bad_param`
 */
export async function withNodeThreads<T>(rows: number, count: number, work: (given: GivenThreads) => T | Promise<T>): Promise<T> {
  const threads = count > 1 && rows >= WORTH_THREADS ? startWherePossible(count) : undefined
  try {
    return await work({ ...(threads && { threads }) })
  } finally {
    await threads?.stop()
  }
}

function startWherePossible(count: number): NodeThreads | undefined {
  try {
    return startNodeThreads(count)
  } catch (error) {
    if (error instanceof LearnError && error.code === 'no_threads') return undefined
    throw error
  }
}
