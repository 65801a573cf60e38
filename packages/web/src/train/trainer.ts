import type { Progress } from '@headway/learn'
import type { Answer, Choices, FileRead, Order, Source, Trained } from './messages.ts'

/** The training worker, from the page's side. It does one thing at a time. */
export interface Trainer {
  /** Threads of the kernel; resolves when everything is loaded, and nothing more is asked of the network. */
  readonly ready: Promise<number>
  read(source: Source): Promise<FileRead>
  train(source: Source, choices: Choices, onProgress: (progress: Progress) => void): Promise<Trained>
  /** Ends the worker at once, whatever it does: what was asked of it is refused with `Stopped`. */
  stop(): void
}

export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** The worker is gone; another one is needed. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

const BROKEN =
  'The training worker broke off: the browser would not load it again, or memory ran out. Reload the page; with a large file take the command line.'

export function startTrainer(): Trainer {
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { type: 'module' })
  let refuse = (_: Error): void => {} // of what was asked last
  let hear = (_: Answer): void => {}
  let stop = (): void => {}

  const ready = new Promise<number>((resolve, reject) => {
    const end = (error: Error) => {
      worker.terminate()
      reject(error)
      refuse(error)
    }
    worker.onerror = () => end(new Broken(BROKEN))
    stop = () => end(new Stopped())
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'ready') resolve(data.threads)
      else if (data.kind === 'failed') refuse(new Error(data.message))
      else hear(data)
    }
  })
  ready.catch(() => {}) // whoever asks hears of it

  async function ask<T>(order: Order, answered: (answer: Answer) => T | undefined): Promise<T> {
    await ready
    return new Promise((resolve, reject) => {
      refuse = reject
      hear = answer => {
        const value = answered(answer)
        if (value !== undefined) resolve(value)
      }
      worker.postMessage(order)
    })
  }

  return {
    ready,
    read: source => ask({ kind: 'read', source }, answer => (answer.kind === 'read' ? answer.read : undefined)),
    train: (source, choices, onProgress) =>
      ask({ kind: 'train', source, choices }, answer => {
        if (answer.kind === 'progress') onProgress(answer.progress)
        return answer.kind === 'trained' ? answer.trained : undefined
      }),
    stop: () => stop(),
  }
}
