import { parentPort, workerData } from 'node:worker_threads'
import type { ProblemCode, ProblemPlace } from '@headway/contract'
import type { Progress } from '@headway/learn'
import { refusalOf } from '../refusal-of.ts'
import type { TaskName, Tasks } from './tasks.ts'

/** What a task's thread says: how far it is, and at last what came of it. */
export type TaskMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly output: Tasks[TaskName]['output'] }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly detail: string; readonly places: readonly ProblemPlace[] }

type Progressed = (progress: Progress) => void
type Run<Name extends TaskName> = (input: Tasks[Name]['input'], progress: Progressed) => Promise<Tasks[Name]['output']>

/** Loaded when asked for: training needs no file reader, and the other way round. */
const load: { readonly [Name in TaskName]: () => Promise<Run<Name>> } = {
  read: async () => (await import('./read.ts')).read,
  train: async () => (await import('./train.ts')).train,
  demo: async () => (await import('./demo.ts')).demo,
}

const port = parentPort
if (port) {
  const { name, input } = workerData as { name: TaskName; input: never }
  const say = (message: TaskMessage) => port.postMessage(message)
  try {
    const run = (await load[name]()) as Run<TaskName>
    say({ kind: 'done', output: await run(input, progress => say({ kind: 'progress', progress })) })
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    say({ kind: 'refused', code: refusal.code, detail: refusal.message, places: refusal.places })
  }
}
