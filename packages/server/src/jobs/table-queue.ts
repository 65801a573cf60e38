import type { Queries } from '../db/open.ts'
import type { Queue } from './queue.ts'

/**
 * The queue of a single server: the table itself. What was running when the process ended is handed out again, because the lock on
 * the data folder says that nobody else has it.
 */
export function tableQueue(queries: Queries): Queue {
  let chain: Promise<void> = Promise.resolve()
  let run: ((id: string, again: boolean) => Promise<void>) | undefined
  let closed = false
  const enqueue = (id: string, again: boolean) => {
    chain = chain.then(() => (closed ? undefined : run?.(id, again)))
  }
  return {
    push: async id => enqueue(id, false),
    async work(handler) {
      run = handler
      const left = await queries
        .selectFrom('job')
        .select(['id', 'state'])
        .where('state', 'in', ['queued', 'running'])
        .orderBy('created_at')
        .execute()
      for (const { id, state } of left) enqueue(id, state === 'running')
    },
    async close() {
      closed = true
      await chain
    },
  }
}
