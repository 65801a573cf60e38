import type { Worker } from 'node:worker_threads'
import { type Bundle, type Frame, type Share, type TrainOptions, train, workAhead } from '@headway/campus'
import { withNodeThreads } from '@headway/ingest'
import { WORTH_THREADS } from '@headway/learn'
import type { Io } from './command.ts'
import { inThread } from './thread.ts'

/** What a thread needs to take part in the training of one frame. */
export interface ShareTask {
  readonly frame: Frame
  readonly options: TrainOptions // without what a thread cannot be handed
  readonly taken: Int32Array // [1] in memory that all see: how many pieces are taken
  readonly keep: string | undefined // file of findings
  readonly clock: boolean
}

export interface TrainFrameOptions {
  readonly threads: number
  /** The file that `options.memory` keeps its findings in. */
  readonly keep: string | undefined
}

/** Rows that all fits together learn from, above which threads are worth the half second that each takes to load. A fit takes some 50 µs a row. */
const WORTH_SHARING = 100_000

/**
 * `train`, by as many threads as there are: few rows are searched part by part, each thread taking the next part; of `WORTH_THREADS` rows or more
 * the threads share every fit instead, as each part would hold them once more. The bundle is the same for any number, byte for byte.
 *
 * @throws as `train`; the other threads are ended
 */
export async function trainFrame(frame: Frame, options: TrainOptions, { threads, keep }: TrainFrameOptions, io: Io): Promise<Bundle> {
  const rows = frame.sample.y.length
  if (threads > 1 && rows < WORTH_THREADS) {
    const ahead = workAhead(frame, options)
    const sharers = Math.min(threads, ahead.searches)
    if (ahead.rows >= WORTH_SHARING) {
      return train(frame, { ...options, shares: await shareInThreads(frame, options, { threads: sharers, keep }, io) })
    }
  }
  const progress = ({ what, done, total }: { what: string; done: number; total: number }) => io.progress(what, done, total)
  return withNodeThreads(rows, threads, given => train(frame, options, { progress, ...given }))
}

async function shareInThreads(frame: Frame, options: TrainOptions, { threads, keep }: TrainFrameOptions, io: Io): Promise<Share[]> {
  const { memory, now, onSearched: _, onEvaluated: __, ...data } = options
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const task: ShareTask = { frame, options: data, taken, keep, clock: now !== undefined }
  const running = new Set<Worker>()
  const done = new Int32Array(threads)
  const share = (_: unknown, thread: number) =>
    inThread<Share>(
      { script: new URL('./share-thread.ts', import.meta.url), task, of: 'a share of the training' },
      {
        err: io.err,
        progress(what, own, total) {
          done[thread] = own
          io.progress(
            what,
            done.reduce((a, b) => a + b),
            total,
          )
        },
        ...(memory && { found: memory.set }),
      },
      running,
    )
  try {
    return await Promise.all(Array.from({ length: threads }, share))
  } finally {
    for (const worker of running) void worker.terminate()
  }
}
