import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type KernelThreads, startThreads } from '@headway/learn'

export interface NodeThreads extends KernelThreads {
  /** Ends the helpers; resolves when they are gone. */
  stop(): Promise<void>
}

/** Cores beyond these are left to others, unless somebody asks for more threads. */
const MOST_CORES = 16

/** The machine's cores, at most 16: as many threads as are started without being told. */
export function coresToUse(): number {
  return Math.min(MOST_CORES, availableParallelism())
}

/**
 * Threads of Node that share the kernel's work: hand them to `fit` in its context. They sleep while there is none.
 *
 * @param count with the caller's own; the machine's cores by default
 * @throws LearnError `bad_param`, `no_threads`
 */
export function startNodeThreads(count = coresToUse(), patience?: number): NodeThreads {
  const workers: Worker[] = []
  const threads = startThreads({
    count,
    now: () => performance.now(),
    ...(patience !== undefined && { patience }),
    startHelper(start) {
      const worker = new Worker(new URL('./kernel-helper.ts', import.meta.url), { workerData: start })
      worker.on('error', () => {}) // whoever waits for its work is told in shared memory
      worker.unref()
      workers.push(worker)
    },
  })
  return {
    ...threads,
    async stop() {
      threads.stop()
      await Promise.all(workers.map(worker => worker.terminate()))
    },
  }
}
