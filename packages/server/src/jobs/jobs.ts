import { setTimeout as delay } from 'node:timers/promises'
import type { JobAnswer } from '@headway/contract'
import type { Progress } from '@headway/learn'
import type { Change, Db } from '../db/open.ts'
import { refusalOf } from '../refusal-of.ts'
import { type JobKind, jobStore } from './job-store.ts'
import type { Queue } from './queue.ts'

export interface JobContext {
  readonly id: string
  readonly requestedBy: string
  readonly signal: AbortSignal
  readonly progress: (progress: Progress) => void
}

/** Does the work, and says how to keep it: the keeping and the end of the job are one transaction. */
export type JobHandler = (context: JobContext) => Promise<Kept>

export interface Kept {
  keep(change: Change): Promise<unknown>
  /** After the transaction. */
  kept?(): Promise<void>
}

/** Long work, asked for by one call and watched by others. */
export interface Jobs {
  /** @returns the id of the job */
  send(kind: JobKind, requestedBy: string): Promise<string>
  find(id: string): Promise<JobAnswer | undefined>
  /** @returns false when it had ended already */
  cancel(id: string, record: (change: Change) => Promise<void>): Promise<boolean>
  /** Every state it goes through, ending with the last. */
  watch(id: string, signal: AbortSignal): AsyncGenerator<JobAnswer>
  close(): Promise<void>
}

export interface JobDeps {
  readonly db: Db
  readonly queue: Queue
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
  readonly now: () => Date
  /** A bug in a handler: the job fails as `internal`, and this hears why. */
  readonly onBug: (error: unknown) => void
}

/** Progress is written at most this often, and watchers look this often. */
const PACE_MILLISECONDS = 200

/** Begins to work; jobs that a crash left behind are taken up again. */
export async function startJobs({ db, queue, handlers, now, onBug }: JobDeps): Promise<Jobs> {
  const store = jobStore(db.queries, now)
  const active = new Map<string, AbortController>()
  let closing = false

  async function run(id: string, again: boolean): Promise<void> {
    const job = await store.begin(id, again)
    if (!job) return again ? store.fail(id, 'interrupted', 'The server stopped twice while this job ran. Start it again.') : undefined
    const controller = new AbortController()
    active.set(id, controller)
    const report = paced(async progress => {
      if (!(await store.progress(id, progress))) controller.abort()
    })
    try {
      const { keep, kept } = await handlers[job.kind]({ id, requestedBy: job.requestedBy, signal: controller.signal, progress: report })
      await db.change(async change => store.finish(change, id, await keep(change)))
      await kept?.()
    } catch (error) {
      if (closing) return // still `running` in the table: the next start takes it up again
      const refusal = refusalOf(error)
      if (!refusal) onBug(error)
      await store.fail(
        id,
        refusal?.code ?? 'internal',
        refusal?.message ?? 'Something broke while the job ran. The log of the server says more.',
      )
    } finally {
      active.delete(id)
    }
  }

  await queue.work(run)
  return {
    async send(kind, requestedBy) {
      const id = await store.add(kind, requestedBy)
      await queue.push(id)
      return id
    },
    find: store.find,
    async cancel(id, record) {
      const cancelled = await db.change(async change => {
        const done = await store.cancel(change, id)
        if (done) await record(change)
        return done
      })
      if (cancelled) active.get(id)?.abort()
      return cancelled
    },
    async *watch(id, signal) {
      let last = ''
      while (!signal.aborted && !closing) {
        const job = await store.find(id)
        if (!job) return
        const text = JSON.stringify(job)
        if (text !== last) yield job
        last = text
        if (job.state !== 'queued' && job.state !== 'running') return
        await delay(PACE_MILLISECONDS)
      }
    },
    async close() {
      closing = true
      for (const controller of active.values()) controller.abort()
      await queue.close()
    },
  }
}

/** Passes on at most one call per pace, without waiting for it. */
function paced(write: (progress: Progress) => Promise<void>): (progress: Progress) => void {
  let next = 0
  return progress => {
    const time = performance.now()
    if (time < next) return
    next = time + PACE_MILLISECONDS
    write(progress).catch(() => {}) // the next one tries again
  }
}
