import { parentPort, Worker, workerData } from 'node:worker_threads'
import { type Io, UsageError } from './command.ts'
import { processIo } from './io.ts'

/** What a thread says: remarks, how far it is, what it found and must be kept, and at last what came of its work. */
type Said<Made> =
  | { readonly kind: 'remark'; readonly text: string }
  | { readonly kind: 'progress'; readonly what: string; readonly done: number; readonly total: number }
  | { readonly kind: 'found'; readonly key: string; readonly text: string }
  | { readonly kind: 'done'; readonly made: Made }
  | { readonly kind: 'refused'; readonly message: string; readonly usage: boolean; readonly details: object } // details: its code, its path

/** What the work in a thread may touch. */
export interface ThreadIo extends Io {
  /** Hands over what a search found, to be kept by whoever started the thread. */
  found(key: string, text: string): void
}

/** Hears what a thread says on its way. */
export type ThreadEars = Pick<ThreadIo, 'err' | 'progress'> & Partial<Pick<ThreadIo, 'found'>>

/** Work in a thread: a script that calls `answer`, and the task that it answers. Both sides must speak of the same task. */
export interface ThreadWork {
  readonly script: URL
  readonly task: unknown
  readonly of: string // whose thread it is, for whoever reads that it died
}

/**
 * Runs a thread and hears it out.
 *
 * @param running holds it while it runs, so that others can end it
 * @throws UsageError, or an Error with the code of what it refused; Error where it ends without an answer
 */
export function inThread<Made>({ script, task, of }: ThreadWork, ears: ThreadEars, running: Set<Worker>): Promise<Made> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task })
    running.add(worker)
    worker.on('message', (said: Said<Made>) => {
      if (said.kind === 'remark') ears.err(said.text)
      else if (said.kind === 'progress') ears.progress(said.what, said.done, said.total)
      else if (said.kind === 'found') ears.found?.(said.key, said.text)
      else if (said.kind === 'done') resolve(said.made)
      else reject(said.usage ? new UsageError(said.message) : Object.assign(new Error(said.message), said.details))
    })
    worker.on('error', reject)
    worker.on('exit', code => {
      running.delete(worker)
      reject(new Error(`The thread of ${of} ended with ${code} and no answer. Is there enough memory? Try --threads 1.`))
    })
  })
}

/** The thread's side: does its task and says what came of it. A fault of ours ends the thread, and whoever waits sees where. */
export async function answer<Task, Made>(work: (task: Task, io: ThreadIo) => Made | Promise<Made>): Promise<void> {
  const port = parentPort
  if (!port) return
  const say = (said: Said<Made>) => port.postMessage(said)
  const io: ThreadIo = {
    ...processIo(),
    err: text => say({ kind: 'remark', text }),
    progress: (what, done, total) => say({ kind: 'progress', what, done, total }),
    found: (key, text) => say({ kind: 'found', key, text }),
  }
  try {
    say({ kind: 'done', made: await work(workerData as Task, io) })
  } catch (error) {
    const usage = error instanceof UsageError
    if (!(error instanceof Error) || !(usage || 'code' in error)) throw error
    say({ kind: 'refused', message: error.message, usage, details: { ...error } })
  }
}
