import { Worker } from 'node:worker_threads'
import type { Progress } from '@headway/learn'
import { ProblemError } from '../problem.ts'
import type { TaskName, Tasks } from './tasks.ts'
import type { TaskMessage } from './worker.ts'

export interface TaskContext {
  readonly signal?: AbortSignal
  readonly progress?: (progress: Progress) => void
}

export type RunTask = <Name extends TaskName>(
  name: Name,
  input: Tasks[Name]['input'],
  context?: TaskContext,
) => Promise<Tasks[Name]['output']>

/**
 * Runs one task in a thread of its own, so that forecasts go on meanwhile. An abort ends the thread at once: tasks change nothing
 * outside themselves, so nothing is left half-done.
 *
 * @throws ProblemError what the task refused; `cancelled`; Error for a bug in it
 */
export const runTask: RunTask = (name, input, { signal, progress } = {}) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled())
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { name, input } })
    const stop = () => {
      reject(cancelled())
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: TaskMessage) => {
      if (message.kind === 'progress') progress?.(message.progress)
      else if (message.kind === 'done') resolve(message.output as never)
      else reject(new ProblemError(message.code, message.detail, { places: message.places }))
    })
    worker.on('error', reject)
    worker.on('exit', code => {
      signal?.removeEventListener('abort', stop)
      reject(new Error(`The thread of the task ${name} ended with ${code} and no answer.`))
    })
  })

function cancelled(): ProblemError {
  return new ProblemError('cancelled', 'The work was cancelled. Nothing was kept.')
}
