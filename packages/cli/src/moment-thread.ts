import { parentPort, workerData } from 'node:worker_threads'
import { readRecords } from '@headway/ingest'
import { type Io, UsageError } from './command.ts'
import { processIo } from './io.ts'
import { type MomentMade, type MomentTask, trainAt } from './train-at.ts'

/** What the thread of a moment says: remarks, how far it is, and at last what came of it. */
export type MomentMessage =
  | { readonly kind: 'remark'; readonly text: string }
  | { readonly kind: 'progress'; readonly what: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly made: MomentMade }
  | { readonly kind: 'refused'; readonly message: string; readonly usage: boolean; readonly details: object } // details: its code, its path

const port = parentPort
if (port) {
  const task = workerData as MomentTask
  const say = (message: MomentMessage) => port.postMessage(message)
  const io: Io = {
    ...processIo(),
    err: text => say({ kind: 'remark', text }),
    progress: (what, done, total) => say({ kind: 'progress', what, done, total }),
  }
  try {
    say({ kind: 'done', made: await trainAt(await readRecords(task.dataset), task, io) })
  } catch (error) {
    const usage = error instanceof UsageError
    if (!(error instanceof Error) || !(usage || 'code' in error)) throw error
    say({ kind: 'refused', message: error.message, usage, details: { ...error } })
  }
}
