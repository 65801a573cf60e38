import type { Worker } from 'node:worker_threads'

/** The threads that this process starts, as long as they are watched. */
export interface WatchedWorkers {
  started: number // since it was last set
  readonly alive: number
  stop(): void
}

export function watchWorkers(): WatchedWorkers {
  let [started, alive] = [0, 0]
  const count = (worker: Worker) => {
    started++
    alive++
    worker.on('exit', () => alive--)
  }
  process.on('worker', count)
  return {
    get started() {
      return started
    },
    set started(from) {
      started = from
    },
    get alive() {
      return alive
    },
    stop: () => void process.off('worker', count),
  }
}
