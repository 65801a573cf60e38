import type { JobAnswer } from '@headway/contract'
import { type Change, isDuplicate, type Queries } from '../db/open.ts'
import type { JobTable } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { ProblemError } from '../problem.ts'

/** How often a job is begun before it is given up. */
export const MOST_ATTEMPTS = 2

export type JobKind = 'retrain'

/** The table `job`. Every change of state names the state it starts from, so that of two that come at once only one happens. */
export function jobStore(queries: Queries, now: () => Date) {
  return {
    /** @throws ProblemError `retrain_running` when one of the kind waits or runs */
    async add(kind: JobKind, requestedBy: string): Promise<string> {
      const id = newId('job')
      const row = { id, kind, state: 'queued' as const, attempts: 0, requested_by: requestedBy, what: 'waiting', done: 0, total: 0 }
      const blank = { result: null, code: null, detail: null, created_at: now().toISOString(), ended_at: null }
      try {
        await queries
          .insertInto('job')
          .values({ ...row, ...blank })
          .execute()
      } catch (error) {
        if (!isDuplicate(error)) throw error
        throw new ProblemError('retrain_running', 'A training waits or runs already. Wait for it, or cancel it: DELETE /api/jobs/<id>.', {
          cause: error,
        })
      }
      return id
    },

    async find(id: string): Promise<JobAnswer | undefined> {
      const row = await queries.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
      return row && answerOf(row)
    },

    /** Takes a waiting job, or one whose worker is gone. Nothing when it is not there to be taken. */
    async begin(id: string, again: boolean): Promise<{ readonly kind: JobKind; readonly requestedBy: string } | undefined> {
      const row = await queries
        .updateTable('job')
        .set(eb => ({ state: 'running' as const, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('state', 'in', again ? ['queued', 'running'] : ['queued'])
        .where('attempts', '<', MOST_ATTEMPTS)
        .returning(['kind', 'requested_by'])
        .executeTakeFirst()
      return row && { kind: row.kind as JobKind, requestedBy: row.requested_by }
    },

    /** @returns false when the job is not running any more: someone cancelled it */
    async progress(id: string, { what, done, total }: { what: string; done: number; total: number }): Promise<boolean> {
      const { numUpdatedRows } = await running(queries, id).set({ what, done, total }).executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /** Inside the transaction that keeps the result. @throws ProblemError `cancelled`, so that nothing is kept */
    async finish(change: Change, id: string, result: unknown): Promise<void> {
      const ended = { state: 'done' as const, result: JSON.stringify(result), ended_at: now().toISOString() }
      const { numUpdatedRows } = await running(change, id).set(ended).executeTakeFirst()
      if (numUpdatedRows === 0n) throw new ProblemError('cancelled', 'The job was cancelled. Nothing was kept.')
    },

    async fail(id: string, code: string, detail: string): Promise<void> {
      await running(queries, id).set({ state: 'failed', code, detail, ended_at: now().toISOString() }).execute()
    },

    /** @returns false when it had ended already */
    async cancel(change: Change, id: string): Promise<boolean> {
      const { numUpdatedRows } = await change
        .updateTable('job')
        .set({ state: 'cancelled', ended_at: now().toISOString() })
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

function running(queries: Queries, id: string) {
  return queries.updateTable('job').where('id', '=', id).where('state', '=', 'running')
}

function answerOf(row: JobTable): JobAnswer {
  const { id, kind } = row
  switch (row.state) {
    case 'queued':
      return { id, kind, state: 'queued' }
    case 'running':
      return { id, kind, state: 'running', what: row.what, done: row.done, total: row.total }
    case 'done':
      return { id, kind, state: 'done', result: JSON.parse(row.result ?? 'null') }
    case 'failed':
      return { id, kind, state: 'failed', code: row.code ?? 'internal', detail: row.detail ?? '' }
    case 'cancelled':
      return { id, kind, state: 'cancelled' }
    default:
      return row.state satisfies never
  }
}
